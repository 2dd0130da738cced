package pk.rahnuma.ticket;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.MappedProperty;
import pk.rahnuma.registration.StaffNameRules;

/// A member of staff, as the caller knows them.
///
/// @param id of the account
/// @param name for the audit log and other members of staff; never shown to customers
@Embeddable
public record TicketAgent(
        @MappedProperty("assignee_id") long id,
        @MappedProperty("assignee") String name) {

    /// Requires a valid name.
    ///
    /// @throws pk.rahnuma.registration.RuleViolationException when the name is not valid
    public TicketAgent {
        name = StaffNameRules.validateName(name);
    }
}
