package pk.rahnuma.messaging.conversation;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Hashes the addresses of chats: the table holds an address sealed, and finds it by its hash.
@Singleton
final class ChatAddressHasher {

    /// The sealed value fits its column. Checked here, because `insert ignore` would cut it silently.
    private static final int MAX_ADDRESS_LENGTH = 255;

    private final SubjectEncryptionService encryption;

    ChatAddressHasher(SubjectEncryptionService encryption) {
        this.encryption = encryption;
    }

    /// @throws IllegalArgumentException when an address is longer than any channel's, or empty
    static void checkAddress(ChatAddress address) {
        int length = address.address().getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > MAX_ADDRESS_LENGTH) {
            throw new IllegalArgumentException("no address of a chat has " + length + " bytes");
        }
    }

    /// Sorts by hash: inserts in one order do not deadlock.
    List<HashedAddress> hashAddresses(Collection<ChatAddress> addresses) {
        return addresses.stream()
                .distinct()
                .map(address -> new HashedAddress(address, hashAddress(address)))
                .sorted(Comparator.comparing(HashedAddress::hash, Arrays::compareUnsigned))
                .toList();
    }

    /// Hash by which an address is found.
    byte[] hashAddress(ChatAddress address) {
        return encryption.keyedHash("chat", address.channel() + " " + address.address());
    }

    /// An address, and the hash by which it is found.
    record HashedAddress(ChatAddress address, byte[] hash) {}
}
