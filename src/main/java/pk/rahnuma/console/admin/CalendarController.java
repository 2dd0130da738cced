package pk.rahnuma.console.admin;

import io.micronaut.core.annotation.Nullable;
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
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.holiday.HolidayService;
import pk.rahnuma.registration.holiday.PublicHoliday;
import pk.rahnuma.ticket.SlaConfiguration;

/// Edits holidays, and shows the targets, whose clocks stop on them.
@Controller(value = CalendarController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CalendarController {

    static final String PATH = "/desk/calendar";

    private final HolidayService holidays;
    private final WorkingCalendar calendar;
    private final SlaConfiguration targets;
    private final TemplateRenderer screens;
    private final InstantSource clock;

    CalendarController(
            HolidayService holidays,
            WorkingCalendar calendar,
            SlaConfiguration targets,
            TemplateRenderer screens,
            InstantSource clock) {
        this.holidays = holidays;
        this.calendar = calendar;
        this.targets = targets;
        this.screens = screens;
        this.clock = clock;
    }

    @Get
    @Secured(PermissionNames.EDIT_CALENDAR)
    HttpResponse<String> showCalendar(HttpRequest<?> request) {
        List<PublicHoliday> kept = holidays.listHolidays();
        Set<LocalDate> own = kept.stream().map(PublicHoliday::day).collect(Collectors.toSet());
        Set<LocalDate> fixed = new TreeSet<>(calendar.holidays());
        fixed.removeAll(own);
        return screens.renderPage(
                screens.createContext(request),
                "admin/calendar.jte",
                "holidays",
                kept,
                "fixed",
                fixed,
                "targets",
                targets);
    }

    /// Adds a holiday.
    ///
    /// @param form `day` as `2026-12-25`, and `name`
    @Post
    @Secured(PermissionNames.EDIT_CALENDAR)
    HttpResponse<String> addHoliday(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.parseForm(form);
        LocalDate day = day(request, fields);
        holidays.addHoliday(ConsoleUser.requireUser(request).signed(), day, fields.getText("name"), clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }

    /// Removes a holiday.
    ///
    /// @param form `day`
    @Post("/remove")
    @Secured(PermissionNames.EDIT_CALENDAR)
    HttpResponse<String> removeHoliday(HttpRequest<?> request, @Nullable @Body byte[] form) {
        LocalDate day = day(request, FormFields.parseForm(form));
        holidays.removeHoliday(ConsoleUser.requireUser(request).signed(), day, clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }

    private LocalDate day(HttpRequest<?> request, FormFields fields) {
        try {
            return LocalDate.parse(fields.getText("day"));
        } catch (DateTimeParseException e) {
            throw new RuleViolationException("choose_day");
        }
    }
}
