//! A unit to test pages on: two villages, staff, a dukun, one user of each role, and a day that the
//! test sets. Everything goes through the router, as a browser would.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::allow_attributes,
    reason = "shared by test crates that each use a part of it, and all of it is test code"
)]

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, Ordering},
};

use app::{App, Outside, Phone, Who, World, router, world::Abilities};
use axum::{Router, body::Body, http::Request};
use domain::{
    facts::{Dukun, Fact, PregnancyRegistered, Staff, Unit, Village, WomanRegistered},
    family::Family,
    ids::{AuthorId, DeviceId, EntryId, PregnancyId, SubjectId, UnitCode, VillageCode, derived},
    moment::Moment,
    note::Note,
    rights::{Role, Scope},
};
use jiff::civil::{Date, date};
use store::MemoryStore;
use tower::ServiceExt;
use uuid::Uuid;

/// The first village; the midwife's.
pub const SEI_HANYO: &str = "62.03.12.2001";
/// The second village; not hers.
pub const SUPANG: &str = "62.03.12.2015";

struct Desk {
    now: Mutex<Moment>,
    drawn: AtomicU64,
}

impl Outside for Desk {
    fn now(&self) -> Moment {
        *self.now.lock().unwrap()
    }

    fn id(&self) -> Uuid {
        let no = self.drawn.fetch_add(1, Ordering::Relaxed);
        Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + u128::from(no))
    }
}

/// The unit.
pub struct Bench {
    /// What the pages see.
    pub app: App,
    desk: Arc<Desk>,
    router: Router,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// The page.
    pub body: String,
}

impl Bench {
    /// A unit on 21 May 2025, 09.12.
    pub async fn new() -> Self {
        Self::open(Abilities::default(), None).await
    }

    /// The same with more at hand.
    pub async fn able(abilities: Abilities) -> Self {
        Self::open(abilities, None).await
    }

    /// The same on a phone.
    pub async fn on(phone: Arc<dyn Phone>) -> Self {
        Self::open(Abilities::default(), Some(phone)).await
    }

    async fn open(abilities: Abilities, phone: Option<Arc<dyn Phone>>) -> Self {
        let desk = Arc::new(Desk {
            now: Mutex::new("2025-05-21T09:12:00+07:00".parse().unwrap()),
            drawn: AtomicU64::new(1),
        });
        let mut world = World::open(UnitCode("uji".into()), Arc::new(MemoryStore::default()), desk.clone())
            .await
            .unwrap();
        world.abilities = abilities;
        world.phone = phone;
        let app = Arc::new(world);
        let bench = Self { router: router(Arc::clone(&app)), app, desk };
        bench.describe().await;
        bench
    }

    async fn describe(&self) {
        let unit = Unit {
            code: "uji".into(),
            name: "Puskesmas Uji".into(),
            utc_offset_minutes: 420,
            ..Unit::default()
        };
        self.note(subject("unit"), None, unit).await;
        for (code, name) in [(SEI_HANYO, "Sei Hanyo"), (SUPANG, "Supang")] {
            let village = Village { code: code.into(), name: name.into(), ..Village::default() };
            self.note(VillageCode::new(code).subject(), Some(code), village).await;
        }
        let staff = Staff {
            name: "Bidan Uji".into(),
            villages: vec![VillageCode::new(SEI_HANYO)],
            ..Staff::default()
        };
        self.note(subject("staff"), None, staff).await;
        let dukun = Dukun {
            name: "Tambi Uji".into(),
            village: Some(VillageCode::new(SEI_HANYO)),
            ..Dukun::default()
        };
        self.note(subject("dukun"), None, dukun).await;
    }

    /// Sets day and hour, as `2025-05-21T09:12:00+07:00`.
    pub fn set_now(&self, now: &str) {
        *self.desk.now.lock().unwrap() = now.parse().unwrap();
    }

    /// Sets the day, at 09.12.
    pub fn set_today(&self, day: Date) {
        self.set_now(&format!("{day}T09:12:00+07:00"));
    }

    /// A user of a role; a midwife has the first village, the others all.
    pub fn who(role: Role) -> Who {
        let villages = if role == Role::Bidan { vec![VillageCode::new(SEI_HANYO)] } else { Vec::new() };
        Who {
            id: AuthorId(derived(&["user", role.word()])),
            name: format!("Pengguna {}", role.word()),
            staff: (role == Role::Bidan).then(|| subject("staff")),
            scope: Scope { role, villages },
            device: DeviceId::SERVER,
            csrf: "tanda".into(),
        }
    }

    /// The midwife of the second village.
    pub fn other_bidan() -> Who {
        let mut who = Self::who(Role::Bidan);
        who.id = AuthorId(derived(&["user", "other"]));
        who.name = "Bidan Lain".into();
        who.scope.villages = vec![VillageCode::new(SUPANG)];
        who
    }

    /// Appends a fact, noted now by the program.
    pub async fn note(&self, subject: SubjectId, village: Option<&str>, fact: impl Into<Fact>) -> EntryId {
        let id = EntryId(self.app.id());
        let note = Note {
            id,
            village: village.map(VillageCode::new),
            subject,
            author: AuthorId::SYSTEM,
            device: DeviceId::SERVER,
            noted_at: self.app.now(),
            amends: None,
            fact: fact.into(),
        };
        self.app.append(vec![note]).await.unwrap();
        id
    }

    /// A registered woman of the first village, pregnant since `lmp`.
    pub async fn mother(&self, name: &str, lmp: Date) -> (SubjectId, PregnancyId) {
        let subject = SubjectId(derived(&["mother", name]));
        let pregnancy = PregnancyId(derived(&["pregnancy", name]));
        let woman = WomanRegistered {
            name: name.into(),
            husband: Some("Dedi".into()),
            born: Some(date(1996, 4, 2)),
            ..WomanRegistered::default()
        };
        self.note(subject, Some(SEI_HANYO), woman).await;
        self.note(subject, Some(SEI_HANYO), registered(pregnancy, lmp)).await;
        (subject, pregnancy)
    }

    /// A family as the register has it.
    pub fn family(&self, subject: SubjectId) -> Arc<Family> {
        Arc::clone(self.app.register().family(subject).unwrap())
    }

    /// Opens a page as somebody.
    pub async fn get(&self, who: &Who, path: &str) -> Answer {
        self.ask(Request::get(path).extension(who.clone()).body(Body::empty()).unwrap()).await
    }

    /// Opens a page as nobody.
    pub async fn get_anonymous(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form as somebody, with her token.
    pub async fn post(&self, who: &Who, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", &who.csrf);
        body.extend_pairs(fields);
        self.post_raw(who, path, body.finish()).await
    }

    /// Sends a form's body as it is.
    pub async fn post_raw(&self, who: &Who, path: &str, body: String) -> Answer {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .extension(who.clone())
            .body(Body::from(body));
        self.ask(request.unwrap()).await
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let location = response.headers().get("location").map(|value| value.to_str().unwrap().to_owned());
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, location, body: String::from_utf8(body.to_vec()).unwrap() }
    }
}

impl Answer {
    /// The value of a hidden field of the page, as `entry`.
    pub fn hidden(&self, name: &str) -> String {
        let opening = format!("name=\"{name}\" value=\"");
        let rest = self.body.split(&opening).nth(1).unwrap_or_else(|| panic!("no hidden {name}"));
        rest.split('"').next().unwrap().to_owned()
    }
}

/// A subject of the bench by name: `unit`, `staff`, `dukun`.
pub fn subject(name: &str) -> SubjectId {
    SubjectId(derived(&["bench", name]))
}

/// A registration that says nothing but the last period.
pub fn registered(pregnancy: PregnancyId, lmp: Date) -> PregnancyRegistered {
    let fields = serde_json::json!({"pregnancy": pregnancy, "on": lmp.saturating_add(jiff::Span::new().days(56)), "lmp": lmp});
    serde_json::from_value(fields).unwrap()
}
