package pk.rahnuma.vault;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Personal data handler for one-time codes. They are not exported: nothing can be read from a hash.
@Singleton
final class OneTimeCodeDataHandler implements PersonalDataHandler {

    private final OneTimeCodeRepository codes;

    OneTimeCodeDataHandler(OneTimeCodeRepository codes) {
        this.codes = codes;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.PERSON;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        return Map.of();
    }

    @Override
    public void eraseData(long subject, Instant now) {
        codes.deleteBySubject(subject);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        List<OneTimeCode> expired = codes.findExpired(now, limit);
        if (!expired.isEmpty()) {
            codes.deleteByHashes(expired.stream().map(OneTimeCode::hash).toList());
        }
        return expired.size();
    }
}
