package pk.rahnuma.ticket.unproved;

import io.micronaut.context.annotation.ConfigurationProperties;

/// Limits of tickets of persons without a proof.
///
/// @param perAddress tickets that the chats of one address may open in an hour. Phones of one carrier share an address
/// @param open open tickets of all such persons
@ConfigurationProperties("rahnuma.support.unproved")
public record UnprovedTicketConfiguration(int perAddress, int open) {}
