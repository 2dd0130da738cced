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
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.RequiresPermission;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.record.HolidayRepository;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.record.StaffAuditService;
import pk.rahnuma.ticket.SlaConfiguration;

/// Edits holidays, and shows the targets, whose clocks stop on them.
@Controller(value = CalendarController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CalendarController {

    static final String PATH = "/desk/calendar";

    private final HolidayRepository holidays;
    private final WorkingCalendar calendar;
    private final SlaConfiguration targets;
    private final StaffAuditService staffAudit;
    private final TemplateRenderer screens;
    private final InstantSource clock;

    CalendarController(
            HolidayRepository holidays,
            WorkingCalendar calendar,
            SlaConfiguration targets,
            StaffAuditService staffAudit,
            TemplateRenderer screens,
            InstantSource clock) {
        this.holidays = holidays;
        this.calendar = calendar;
        this.targets = targets;
        this.staffAudit = staffAudit;
        this.screens = screens;
        this.clock = clock;
    }

    @Get
    @RequiresPermission(StaffPermission.EDIT_CALENDAR)
    HttpResponse<String> showCalendar(HttpRequest<?> request) {
        List<HolidayRepository.Holiday> kept = holidays.listHolidays();
        Set<LocalDate> own = kept.stream().map(HolidayRepository.Holiday::day).collect(Collectors.toSet());
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
    @RequiresPermission(StaffPermission.EDIT_CALENDAR)
    HttpResponse<String> addHoliday(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.parseForm(form);
        LocalDate day = day(request, fields);
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        holidays.addHoliday(day, fields.getText("name"), viewer.name(), clock.instant());
        staffAudit.recordAction(viewer.signed(), "holiday.added", day.toString(), null, clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }

    /// Removes a holiday.
    ///
    /// @param form `day`
    @Post("/remove")
    @RequiresPermission(StaffPermission.EDIT_CALENDAR)
    HttpResponse<String> removeHoliday(HttpRequest<?> request, @Nullable @Body byte[] form) {
        LocalDate day = day(request, FormFields.parseForm(form));
        holidays.removeHoliday(day);
        staffAudit.recordAction(
                ConsoleUser.requireUser(request).signed(), "holiday.removed", day.toString(), null, clock.instant());
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
