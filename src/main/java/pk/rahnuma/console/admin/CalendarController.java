package pk.rahnuma.console.admin;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.registration.HolidayService;
import pk.rahnuma.registration.PublicHoliday;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.ticket.SlaConfiguration;

/// Edits holidays, and shows the targets, whose clocks stop on them.
@Controller(value = CalendarController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class CalendarController {

    static final String PATH = "/desk/calendar";

    private final HolidayService holidays;
    private final WorkingCalendar calendar;
    private final SlaConfiguration slaTargets;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    CalendarController(
            HolidayService holidays,
            WorkingCalendar calendar,
            SlaConfiguration slaTargets,
            TemplateRenderer templates,
            InstantSource clock) {
        this.holidays = holidays;
        this.calendar = calendar;
        this.slaTargets = slaTargets;
        this.templates = templates;
        this.clock = clock;
    }

    @Get
    @Secured(PermissionNames.EDIT_CALENDAR)
    HttpResponse<String> showCalendar(HttpRequest<?> request) {
        List<PublicHoliday> kept = holidays.listHolidays();
        Set<LocalDate> own = kept.stream().map(PublicHoliday::day).collect(Collectors.toSet());
        Set<LocalDate> fixed = new TreeSet<>(calendar.holidays());
        fixed.removeAll(own);
        return templates.renderPage(
                templates.createContext(request),
                "admin/calendar.jte",
                "holidays",
                kept,
                "fixed",
                fixed,
                "targets",
                slaTargets);
    }

    /// Holiday.
    ///
    /// @param name empty in the form that removes it
    @Introspected
    record HolidayForm(@NotNull(message = "choose_day") LocalDate day, String name) implements ConsoleForm {}

    @Post
    @Secured(PermissionNames.EDIT_CALENDAR)
    HttpResponse<String> addHoliday(HttpRequest<?> request, @Valid @Body HolidayForm form) {
        holidays.addHoliday(ConsoleUser.requireUser(request).signed(), form.day(), form.name(), clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }

    @Post("/remove")
    @Secured(PermissionNames.EDIT_CALENDAR)
    HttpResponse<String> removeHoliday(HttpRequest<?> request, @Valid @Body HolidayForm form) {
        holidays.removeHoliday(ConsoleUser.requireUser(request).signed(), form.day(), clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }
}
