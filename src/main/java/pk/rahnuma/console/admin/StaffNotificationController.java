package pk.rahnuma.console.admin;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.messaging.push.PushEndpointRules;
import pk.rahnuma.messaging.push.PushKeys;
import pk.rahnuma.registration.decision.CustomerSummaryService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.staff.notification.StaffNotificationService;
import pk.rahnuma.staff.notification.StaffPushService;

/// Shows the notifications of the user, and marks them as read.
@Controller(value = StaffNotificationController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class StaffNotificationController {

    static final String PATH = "/desk/notifications";

    private final StaffNotificationService notifications;
    private final StaffPushService push;
    private final CustomerSummaryService customers;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    StaffNotificationController(
            StaffNotificationService notifications,
            StaffPushService push,
            CustomerSummaryService customers,
            TemplateRenderer templates,
            InstantSource clock) {
        this.notifications = notifications;
        this.push = push;
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
        boolean part = TemplateRenderer.isPart(request);
        return templates.renderPage(
                templates.createContext(request),
                part ? "notifications/rows.jte" : "notifications/list.jte",
                "rows",
                rows,
                "customers",
                customers.findByPersons(
                        viewer.signed(),
                        "notifications",
                        rows.stream().map(StaffNotification::number).distinct().toList(),
                        rows.stream().map(StaffNotification::conversationId).collect(Collectors.toSet()),
                        clock.instant()),
                "publicKey",
                push.findPublicKey().orElse(null));
    }

    /// Subscription of a browser to web push.
    ///
    /// @param endpoint address at its push service
    @Introspected
    record DeviceForm(
            @Size(max = PushEndpointRules.MAX_ENDPOINT_LENGTH)
            String endpoint,

            @Size(max = PushKeys.MAX_LENGTH) String p256dh,
            @Size(max = PushKeys.MAX_LENGTH) String auth)
            implements ConsoleForm {

        PushKeys keys() {
            return new PushKeys(p256dh, auth);
        }
    }

    /// Stores the device of this session, which its pages request also automatically, in a session that is new.
    @Post("/device")
    @Secured(PermissionNames.READ_TICKETS)
    @BackgroundRoute
    HttpResponse<String> addDevice(HttpRequest<?> request, @Valid @Body DeviceForm form) {
        String language = templates.createContext(request).language();
        if (!push.subscribe(
                ConsoleUser.requireUser(request).signed(), language, form.endpoint(), form.keys(), clock.instant())) {
            throw ConsoleForm.rejectField(ConsoleForm.INCOMPLETE, "endpoint");
        }
        return TemplateRenderer.confirmOrRedirect(request, PATH);
    }

    @Post("/device/remove")
    @Secured(PermissionNames.READ_TICKETS)
    HttpResponse<String> removeDevice(HttpRequest<?> request, @Valid @Body DeviceForm form) {
        push.unsubscribe(ConsoleUser.requireUser(request).signed(), form.endpoint(), form.keys());
        return TemplateRenderer.confirmOrRedirect(request, PATH);
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
