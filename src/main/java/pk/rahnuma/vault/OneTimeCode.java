package pk.rahnuma.vault;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.HexFormat;

/// A valid code, as it is stored.
///
/// @param hash keyed hash of kind and code
/// @param owner subject or member of staff of the code, or organisation to which it admits
/// @param issuer who made it: the owner, or the member who invites
/// @param detail what it gives, such as a role; may be empty
/// @param expires null when it does not expire
@MappedEntity(value = "one_time_code", alias = "o")
public record OneTimeCode(
        @Id @MappedProperty("code_hash") byte[] hash,
        String kind,
        @MappedProperty("owner_id") long owner,
        @MappedProperty("issuer_id") long issuer,
        String detail,
        @MappedProperty("created_at") Instant created,

        @Nullable @MappedProperty("expires_at") Instant expires) {

    private static final int ID_BYTES = 8;

    /// Name of the code where its owner sees a list; it opens nothing. Half of the hash is enough: the code is random.
    public String id() {
        return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }
}
