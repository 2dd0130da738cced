package pk.rahnuma.messaging.conversation;

import pk.rahnuma.vault.SubjectEncryptionService;

/// An address of a chat.
///
/// @param address the channel's own name for it; personal
public record ChatAddress(Channel channel, String address) {

    /// A random address that no device knows.
    public static ChatAddress createUnknown(Channel channel) {
        return new ChatAddress(
                channel,
                Long.toString(SubjectEncryptionService.newId(), Character.MAX_RADIX)
                        + Long.toString(SubjectEncryptionService.newId(), Character.MAX_RADIX));
    }
}
