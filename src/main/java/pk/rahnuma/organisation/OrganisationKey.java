package pk.rahnuma.organisation;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/// A key of an organisation, as its owners see it.
///
/// @param id also the id of its conversation
/// @param beginning first characters of its secret
/// @param maker member who made it; null once they have left
/// @param used day of the last use; null before the first
/// @param oldUntil end of the time in which the secret before the present one works; null when there is none
public record OrganisationKey(
        long id,
        String name,
        Set<KeyScope> scopes,
        String beginning,
        @Nullable Membership maker,
        Instant created,
        Instant expires,
        @Nullable LocalDate used,
        @Nullable Instant oldUntil) {

    /// A key whose secret is shown for the only time.
    public record IssuedKey(OrganisationKey key, String secret) {

        @Override
        public String toString() {
            return "secret of key " + key.id();
        }
    }
}
