package pk.rahnuma.audit;

import java.time.Instant;
import java.util.HexFormat;

/// That some chains reached as far as they did, sealed with all seals before. Whoever keeps the word of a seal
/// elsewhere can show later that nothing before it is gone.
///
/// @param number from 1 on, without gaps
/// @param upTo the place of the last entry that was looked at
public record AuditSeal(long number, long upTo, Instant at, byte[] heads, byte[] mac) {

    /// `12:9f86d0…`, to be written down.
    public String toText() {
        return number + ":" + HexFormat.of().formatHex(mac);
    }
}
