package pk.rahnuma.requestlog;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for results of requests. The lock of a person covers their rows.
@Singleton
final class RequestLogDataHandler implements PersonalDataHandler {

    private final RequestLogRepository requests;

    RequestLogDataHandler(RequestLogRepository requests) {
        this.requests = requests;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.CONVERSATION;
    }

    /// Nothing: a result repeats data that others export.
    @Override
    public Map<String, Object> exportData(long person) {
        return Map.of();
    }

    @Override
    public void deleteMessages(long person, Instant now) {
        requests.deleteResults(person);
    }

    @Override
    public void eraseData(long person, Instant now) {
        requests.deleteResults(person);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        List<Long> expired = requests.findExpired(now, limit);
        if (!expired.isEmpty()) {
            requests.deleteByIdIn(expired);
        }
        return expired.size();
    }
}
