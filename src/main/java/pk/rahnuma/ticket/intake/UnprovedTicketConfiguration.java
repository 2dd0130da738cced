package pk.rahnuma.ticket.intake;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// Limits of tickets of persons without a proof.
///
/// @param perAddress tickets that the chats of one address may open in an hour. Phones of one carrier share an address
/// @param open open tickets of all such persons
@ConfigurationProperties("rahnuma.support.unproved")
public record UnprovedTicketConfiguration(
        @Min(1) @Max(1_000_000) int perAddress,
        @Min(1) @Max(5_000) int open) {}
