package pk.rahnuma.desk.house;

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
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Fields;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.records.HolidayRows;
import pk.rahnuma.staff.Deeds;
import pk.rahnuma.staff.Right;
import pk.rahnuma.support.Targets;

/// The days on which nobody works, and the targets that stand still on them.
@Controller(value = CalendarController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CalendarController {

    static final String PATH = "/desk/calendar";

    private final HolidayRows holidays;
    private final WorkingCalendar calendar;
    private final Targets targets;
    private final Deeds deeds;
    private final Screens screens;
    private final InstantSource clock;

    CalendarController(
            HolidayRows holidays,
            WorkingCalendar calendar,
            Targets targets,
            Deeds deeds,
            Screens screens,
            InstantSource clock) {
        this.holidays = holidays;
        this.calendar = calendar;
        this.targets = targets;
        this.deeds = deeds;
        this.screens = screens;
        this.clock = clock;
    }

    @Get
    @Needs(Right.EDIT_CALENDAR)
    HttpResponse<String> page(HttpRequest<?> request) {
        List<HolidayRows.Holiday> kept = holidays.list();
        Set<LocalDate> own = kept.stream().map(HolidayRows.Holiday::day).collect(Collectors.toSet());
        Set<LocalDate> fixed = new TreeSet<>(calendar.holidays());
        fixed.removeAll(own);
        return screens.page(
                screens.screen(request), "house/calendar.jte", "holidays", kept, "fixed", fixed, "targets", targets);
    }

    /// @param form `day` as `2026-12-25`, and `name`
    @Post
    @Needs(Right.EDIT_CALENDAR)
    HttpResponse<String> add(HttpRequest<?> request, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        LocalDate day = day(request, fields);
        Viewer viewer = Viewer.at(request);
        holidays.add(day, fields.one("name"), viewer.name(), clock.instant());
        deeds.note(viewer.signed(), "holiday.added", day.toString(), null, clock.instant());
        return Screens.go(request, PATH);
    }

    /// @param form `day`
    @Post("/remove")
    @Needs(Right.EDIT_CALENDAR)
    HttpResponse<String> remove(HttpRequest<?> request, @Nullable @Body byte[] form) {
        LocalDate day = day(request, Fields.of(form));
        holidays.remove(day);
        deeds.note(Viewer.at(request).signed(), "holiday.removed", day.toString(), null, clock.instant());
        return Screens.go(request, PATH);
    }

    private LocalDate day(HttpRequest<?> request, Fields fields) {
        try {
            return LocalDate.parse(fields.one("day"));
        } catch (DateTimeParseException e) {
            throw new NotPossible("choose_day");
        }
    }
}
