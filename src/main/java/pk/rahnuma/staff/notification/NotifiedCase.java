package pk.rahnuma.staff.notification;

import pk.rahnuma.shared.Reference;

/// A case of which members of staff are notified: a ticket or an application.
public interface NotifiedCase {

    long id();

    /// Number of the ticket, or reference of the application.
    Reference number();

    /// Id of its person.
    long conversation();
}
