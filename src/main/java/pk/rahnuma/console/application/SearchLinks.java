package pk.rahnuma.console.application;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectErasedException;

/// Addresses of lists that were searched for. What was typed is in them, sealed under the member's key and bound to
/// their session: history and proxies keep nothing readable, and with the session the address is void.
@Singleton
final class SearchLinks {

    private final SubjectEncryptionService vault;

    SearchLinks(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// The last part of the address, for this session alone.
    String sealLink(AuthenticatedStaff who, String typed) {
        long member = who.member().id();
        byte[] sealed =
                vault.openKeys(List.of(member)).seal(member, field(who), typed.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /// The text that was typed; empty where the address is another session's, or none.
    Optional<String> openLink(AuthenticatedStaff who, String link) {
        long member = who.member().id();
        try {
            byte[] typed = vault.openKeys(List.of(member))
                    .open(member, field(who), Base64.getUrlDecoder().decode(link));
            return Optional.of(new String(typed, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | IllegalStateException | SubjectErasedException notOfThisSession) {
            return Optional.empty();
        }
    }

    private static String field(AuthenticatedStaff who) {
        return "search of session " + who.session();
    }
}
