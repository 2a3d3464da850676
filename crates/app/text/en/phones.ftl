## Phones

phones-stale = This page was open for too long. Load it again, then try again.
phones-not-for-role = Betang without signal is for midwives, coordinators and heads. With this account, use Betang over the network as always.
phones-stranger = This phone is not enrolled here. Enrol it again; what was not sent stays stored.
phones-not-hers = This phone is enrolled for somebody else. Log in with her account.
phones-revoked-ask = This phone was withdrawn. Ask the head of the Puskesmas to admit it again; what was not sent stays stored, locked.
