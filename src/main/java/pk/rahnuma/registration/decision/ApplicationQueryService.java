package pk.rahnuma.registration.decision;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import pk.rahnuma.persistence.DurationPercentiles;
import pk.rahnuma.persistence.TimeBuckets;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.ApplicationCaseFilter;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.ApplicationStatisticsRepository;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.registration.record.LineRepository;

/// Lists and counts applications for staff, without personal data.
@Singleton
public final class ApplicationQueryService {

    private final ApplicationRepository applications;
    private final LineRepository lines;
    private final LineRegisterRepository register;
    private final ApplicationStatisticsRepository statistics;

    ApplicationQueryService(
            ApplicationRepository applications,
            LineRepository lines,
            LineRegisterRepository register,
            ApplicationStatisticsRepository statistics) {
        this.applications = applications;
        this.lines = lines;
        this.register = register;
        this.statistics = statistics;
    }

    /// Applications with a missed or near target first.
    ///
    /// @param statuses of their lines: one of them is enough; empty for all that have not ended
    /// @param provider code of the form, or a name, of the provider of these lines; empty for any
    /// @param skip number of applications left out at the beginning
    public List<Application> listApplications(Collection<LineStatus> statuses, String provider, int skip, int limit) {
        return applications.listByLines(
                statuses.isEmpty() ? LineStatus.liveStatuses() : statuses, hashOf(provider), skip, limit);
    }

    /// Applications whose target is missed, the longest overdue first.
    ///
    /// @param provider of one of their lines; empty for any
    public List<Application> listOverdue(Instant now, String provider, int skip, int limit) {
        return applications.listOverdue(now, hashOf(provider), skip, limit);
    }

    private @Nullable byte[] hashOf(String provider) {
        return provider.isBlank() ? null : register.hashProvider(provider);
    }

    /// Number of applications whose target is missed.
    ///
    /// @param provider of one of their lines; empty for any
    public long countOverdue(Instant now, String provider) {
        return applications.countOverdue(now, hashOf(provider));
    }

    /// Number of lines by status; statuses without lines are missing.
    ///
    /// @param provider of the lines; empty for any
    public Map<LineStatus, Long> countByStatus(String provider) {
        return lines.countLines(hashOf(provider));
    }

    /// Applications behind a figure, the newest first.
    public List<Application> listCases(ApplicationCaseFilter cases, int skip, int limit) {
        return statistics.findCases(cases, skip, limit);
    }

    /// Number of submitted applications, by bucket and by script.
    public Map<Integer, Map<String, Long>> countSubmitted(TimeBuckets span) {
        return statistics.countSubmitted(span);
    }

    /// Number of applications that reached each status, once or more often, by its name.
    public Map<String, Long> countOutcomes(TimeBuckets span) {
        return statistics.countOutcomes(span);
    }

    /// Working time of the desk until its decision, and the share within its target; by bucket of the decision.
    public Map<Integer, DurationPercentiles> findDecisionTimes(TimeBuckets span) {
        return statistics.findDecisionTimes(span);
    }
}
