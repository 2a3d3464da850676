//! The gateway in memory does what the trait promises.

#![expect(clippy::unwrap_used, reason = "test code")]

use gateways::{
    Accepted, Delivery, Event, Gateway, Kind, MessageId, Outgoing, Phone, Priority, Text, Trouble, Why,
    stand_in::StandIn,
};
use uuid::Uuid;

fn message(id: u128) -> Outgoing {
    Outgoing {
        id: MessageId(Uuid::from_u128(id)),
        to: Phone::parse("081299900111").unwrap(),
        text: Text("Terima kasih".to_owned()),
        priority: Priority::Normal,
        queued_at: "2026-05-21T02:00:11Z".parse().unwrap(),
        valid_for: None,
        report: false,
    }
}

#[tokio::test]
async fn what_is_sent_is_listed_once_and_troubles_are_as_they_say() {
    let gateway = StandIn::new();
    gateway.fail_next(Trouble::NotSent(Why::Unreachable));
    gateway.fail_next(Trouble::Unsure(Why::Timeout));
    assert_eq!(gateway.send(&message(1)).await, Err(Trouble::NotSent(Why::Unreachable)));
    assert!(gateway.sent().is_empty());
    assert_eq!(gateway.send(&message(1)).await, Err(Trouble::Unsure(Why::Timeout)));
    assert_eq!(gateway.send(&message(1)).await, Ok(Accepted::Before));
    assert_eq!(gateway.send(&message(2)).await, Ok(Accepted::Now));
    assert_eq!(gateway.sent().len(), 2);
    gateway.settle(message(1).id, Delivery::Delivered);
    assert_eq!(gateway.look(&message(1)).await, Ok(Delivery::Delivered));
    assert_eq!(gateway.look(&message(3)).await, Ok(Delivery::Unknown));
}

#[tokio::test]
async fn what_is_put_in_comes_out_in_order_and_once() {
    let gateway = StandIn::new();
    let at = "2026-05-21T02:00:11Z".parse().unwrap();
    let keys = [gateway.write("0812-9990-0111", "LAHIR Siti", at), gateway.call("081299900111", at)];
    let mut events: Vec<Event> = Vec::new();
    assert_eq!(gateway.receive(&mut events).await.unwrap().kept, 2);
    assert_eq!(gateway.receive(&mut events).await.unwrap().kept, 0);
    assert_eq!(events.iter().map(Event::key).collect::<Vec<_>>(), keys);
    assert!(matches!(events.as_slice(), [_, Event::Incoming(call)] if call.kind == Kind::MissedCall));
}
