package pk.rahnuma.registration.overview;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationHistoryRepository;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;

/// Applications that a person may see, with their statuses over time, for news about them.
@Singleton
public final class ApplicationNewsService {

    private final ApplicationRepository applications;
    private final ApplicationHistoryRepository history;
    private final ApplicationAccess access;
    private final InstantSource clock;

    ApplicationNewsService(
            ApplicationRepository applications,
            ApplicationHistoryRepository history,
            ApplicationAccess access,
            InstantSource clock) {
        this.applications = applications;
        this.history = history;
        this.access = access;
        this.clock = clock;
    }

    /// Statuses of an application over time.
    ///
    /// @param events the oldest first
    public record StatusHistory(Reference reference, List<ApplicationEvent> events) {

        /// Status at a time; null before the first event that is known.
        public LineStatus statusAt(Instant time) {
            return events.stream()
                    .filter(event -> !event.at().isAfter(time))
                    .reduce((earlier, later) -> later)
                    .map(ApplicationEvent::to)
                    .orElse(null);
        }
    }

    /// Those of these applications that the person may see, by id.
    public Map<Long, StatusHistory> findVisible(long person, Collection<Long> ids) {
        ApplicationAccess.AccessRights rights = access.findRights(person);
        List<Application> visible = ids.isEmpty()
                ? List.of()
                : applications.findByIds(ids).values().stream()
                        .filter(application -> rights.canSee(person, application.subject()))
                        .toList();
        if (visible.isEmpty()) {
            return Map.of();
        }
        access.recordReads(person, visible, clock.instant());
        Map<Long, List<ApplicationEvent>> events = history.findEvents(visible);
        return visible.stream()
                .collect(Collectors.toMap(
                        Application::id,
                        application -> new StatusHistory(
                                application.reference(), events.getOrDefault(application.id(), List.of()))));
    }
}
