package pk.rahnuma.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import pk.rahnuma.http.limit.EventStreamLimiter;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.account.StaffSessionService;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/// Streams events to the tabs of a browser, of which one reads the stream for all: `tickets` when the queue changed,
/// `ticket-<id>` for each ticket, `applications` and `application-<id>` likewise. They have no content, so each update
/// of a page passes the permission check;
/// `notifications` has the number of unread ones and what the newest is about, without a name;
/// `second-look` has the number of waiting decisions and goes only to members who may confirm them. An event is a
/// message with its name and, after a space, its content, so that the reader need not know the names. Every second the
/// session is checked, which does not extend it: a member who is disabled, signed out or idle gets no more events.
@Controller("/desk/events")
final class ConsoleEventsController {

    /// Time within which events are sent together.
    private static final Duration FLUSH_INTERVAL = Duration.ofMillis(250);

    private static final int TICKS_PER_SECOND = 4;
    /// Interval of heartbeats in ticks, so that no proxy closes the connection as idle.
    private static final int HEARTBEAT_TICKS = 60;
    /// Browsers ignore an event without data.
    private static final String HEARTBEAT_DATA = "1";

    private final EventStreamLimiter streams;
    private final OpenPageRegistry openPages;
    private final StaffSessionService sessions;
    private final SessionCookie sessionCookie;
    private final InstantSource clock;

    ConsoleEventsController(
            EventStreamLimiter streams,
            OpenPageRegistry openPages,
            StaffSessionService sessions,
            SessionCookie sessionCookie,
            InstantSource clock) {
        this.streams = streams;
        this.openPages = openPages;
        this.sessions = sessions;
        this.sessionCookie = sessionCookie;
        this.clock = clock;
    }

    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    @Secured(PermissionNames.READ_TICKETS)
    @BackgroundRoute
    HttpResponse<?> streamEvents(HttpRequest<?> request) {
        String token = sessionCookie.readToken(request);
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        long member = viewer.id();
        if (request.getMethod() == HttpMethod.HEAD) {
            return HttpResponse.ok().contentType(MediaType.TEXT_EVENT_STREAM_TYPE);
        }
        EventStreamLimiter.StreamPlace place = streams.takeMemberPlace(member);
        PageSubscription page = new PageSubscription(member, viewer.hasPermission(StaffPermission.APPROVE_SECOND));
        Flux<Event<String>> events = Flux.interval(FLUSH_INTERVAL, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .takeWhile(tick -> !page.isClosed() && (tick % TICKS_PER_SECOND != 0 || isSignedIn(token, member)))
                .concatMapIterable(tick -> pageEvents(page, tick))
                .doOnSubscribe(begun -> openPages.addPage(page))
                .doFinally(end -> {
                    openPages.removePage(page);
                    place.leave();
                });
        return HttpResponse.ok(events)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Accel-Buffering", "no");
    }

    private boolean isSignedIn(String token, long member) {
        return sessions.findWithoutExtending(token, clock.instant())
                .filter(user -> user.member().id() == member)
                .isPresent();
    }

    private static List<Event<String>> pageEvents(PageSubscription page, long tick) {
        Map<String, String> events = page.takeEvents();
        if (events.isEmpty() && tick % HEARTBEAT_TICKS == 0) {
            return List.of(Event.of(HEARTBEAT_DATA).name("beat"));
        }
        return events.entrySet().stream()
                .map(event -> Event.of((event.getKey() + " " + event.getValue()).strip()))
                .toList();
    }
}
