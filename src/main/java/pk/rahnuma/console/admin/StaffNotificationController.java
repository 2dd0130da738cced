package pk.rahnuma.console.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.registration.decision.CustomerSummaryService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.staff.notification.StaffNotificationService;

/// Shows the notifications of the user, and marks them as read.
@Controller(value = StaffNotificationController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StaffNotificationController {

    static final String PATH = "/desk/notifications";

    private final StaffNotificationService notifications;
    private final CustomerSummaryService customers;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    StaffNotificationController(
            StaffNotificationService notifications,
            CustomerSummaryService customers,
            TemplateRenderer templates,
            InstantSource clock) {
        this.notifications = notifications;
        this.customers = customers;
        this.templates = templates;
        this.clock = clock;
    }

    /// The list as a part of the page, which htmx requests after a change.
    @Get
    @Secured(PermissionNames.READ_TICKETS)
    @BackgroundRoute(BackgroundRoute.Condition.PARTIAL_PAGES)
    HttpResponse<String> listNotifications(HttpRequest<?> request) {
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        List<StaffNotification> rows = notifications.listNotifications(viewer.id());
        return templates.renderPage(
                templates.createContext(request),
                TemplateRenderer.isPart(request) ? "notifications/rows.jte" : "notifications/list.jte",
                "rows",
                rows,
                "customers",
                customers.findByPersons(
                        viewer.signed(),
                        "notifications",
                        rows.stream().map(StaffNotification::number).distinct().toList(),
                        rows.stream().map(StaffNotification::conversationId).collect(Collectors.toSet()),
                        clock.instant()));
    }

    @Post("/read")
    @Secured(PermissionNames.READ_TICKETS)
    HttpResponse<String> markAllRead(HttpRequest<?> request) {
        notifications.markAllRead(ConsoleUser.requireUser(request).id(), clock.instant());
        return TemplateRenderer.confirmOrRedirect(request, PATH);
    }

    /// Marks the notifications about a case as read, which its page requests while it is looked at.
    @Post("/{typed}/read")
    @Secured(PermissionNames.READ_TICKETS)
    @BackgroundRoute
    HttpResponse<String> markRead(HttpRequest<?> request, @PathVariable String typed) {
        long member = ConsoleUser.requireUser(request).id();
        Reference.parseText(typed).ifPresent(number -> notifications.markRead(member, number, clock.instant()));
        return TemplateRenderer.confirmOrRedirect(request, PATH);
    }
}
