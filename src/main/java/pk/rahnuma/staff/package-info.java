/// The staff: accounts, signing in, sessions, and who may do what.
///
/// * [StaffRole] and [StaffPermission]: the one table of who may what. Whoever offers something asks
///   [AuthenticatedStaff#hasPermission], whoever does it [AuthenticatedStaff#requirePermission].
/// * [pk.rahnuma.staff.signin.SignInService]: password, then second factor. What comes of it is a
///   [pk.rahnuma.staff.signin.SignInResult].
/// * [pk.rahnuma.staff.signin.StaffSessionService]: who it is that asks, looked up at each request.
/// * [pk.rahnuma.staff.account.StaffAccountService]: members are added, disabled, reset by administrators;
///   [pk.rahnuma.staff.account.PasswordLinkService]: how a password is set;
///   [pk.rahnuma.staff.account.OwnAccountService]: what members change themselves.
///
/// * [pk.rahnuma.staff.account.TelegramAccountLinkService]: by which account on Telegram a member is known in the
///   staff's group.
///
/// Nothing here knows a page or a cookie. The time is always an argument.
///
/// Locks, in this order: the [pk.rahnuma.staff.record.StaffAccountLock], one row that all changes of accounts take; the
/// account, whose row is its chain in the audit log too; tokens. Counts of failures are locked in transactions of their
/// own. Argon2 is worked out while no lock is held, but where a hash is renewed.
package pk.rahnuma.staff;
