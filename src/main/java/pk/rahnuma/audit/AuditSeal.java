package pk.rahnuma.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.HexFormat;

/// Checkpoint: the last entries of some chains, sealed together with all seals before. With the text of a seal that is
/// kept elsewhere an operator can show later that nothing before it is missing.
///
/// @param number from 1 on, without gaps
/// @param upTo place of the last entry that was covered
@MappedEntity(value = "audit_head", alias = "h")
public record AuditSeal(
        @Id long number,
        long upTo,
        @MappedProperty("sealed_at") Instant at,
        byte[] heads,
        byte[] mac) {

    /// Short text such as `12:9f86d0…`, to be kept elsewhere.
    public String toText() {
        return number + ":" + HexFormat.of().formatHex(mac);
    }
}
