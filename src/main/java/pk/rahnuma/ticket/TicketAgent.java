package pk.rahnuma.ticket;

import pk.rahnuma.registration.StaffNameRules;

/// A member of staff, as the caller knows them.
///
/// @param id of the account
/// @param name for the audit log and other members; people never hear it
public record TicketAgent(long id, String name) {

    /// @throws pk.rahnuma.registration.RuleViolationException when the name is none
    public TicketAgent {
        name = StaffNameRules.validateName(name);
    }
}
