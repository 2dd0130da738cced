/// Updates: received by webhook or by polling, parsed, and handed to the intake, the staff group, or the record of
/// blocked chats.
package pk.rahnuma.telegram.update;
