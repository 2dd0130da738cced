package pk.rahnuma.ticket;

import pk.rahnuma.registration.StaffNameRules;

/// A member of staff, as the caller knows them.
///
/// @param id of the account
/// @param name for the audit log and other members of staff; never shown to customers
public record TicketAgent(long id, String name) {

    /// Requires a valid name.
    ///
    /// @throws pk.rahnuma.registration.RuleViolationException when the name is not valid
    public TicketAgent {
        name = StaffNameRules.validateName(name);
    }
}
