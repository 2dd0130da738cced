package pk.rahnuma.console.application;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectErasedException;

/// URLs of search results. They contain the search text, sealed under the member's key and bound to their session:
/// history and proxies store nothing readable, and the URL is void when the session ends.
@Singleton
final class SearchLinks {

    private final SubjectEncryptionService encryption;

    SearchLinks(SubjectEncryptionService encryption) {
        this.encryption = encryption;
    }

    /// Last part of the URL, for this session only.
    String sealLink(AuthenticatedStaff user, String typed) {
        long member = user.member().id();
        byte[] sealed = encryption
                .openKeys(List.of(member))
                .seal(member, toPurpose(user), typed.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /// Search text of a URL; empty when the URL is invalid or belongs to another session.
    Optional<String> openLink(AuthenticatedStaff user, String link) {
        long member = user.member().id();
        try {
            byte[] typed = encryption
                    .openKeys(List.of(member))
                    .open(member, toPurpose(user), Base64.getUrlDecoder().decode(link));
            return Optional.of(new String(typed, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | IllegalStateException | SubjectErasedException notOfThisSession) {
            return Optional.empty();
        }
    }

    private static String toPurpose(AuthenticatedStaff user) {
        return "search of session " + user.session();
    }
}
