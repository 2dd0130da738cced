package pk.rahnuma.console.application;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TableExportService;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.console.ViewContext;
import pk.rahnuma.desk.LineTableService;
import pk.rahnuma.http.PageCursor;
import pk.rahnuma.http.file.TableFormat;
import pk.rahnuma.http.file.TableWriter;
import pk.rahnuma.register.browse.RegisterBrowseService;
import pk.rahnuma.register.browse.RegisterFilter;
import pk.rahnuma.register.browse.RegisterLine;
import pk.rahnuma.register.browse.RegisterPage;
import pk.rahnuma.registration.record.LineSearchPosition;
import pk.rahnuma.staff.AuthenticatedStaff;

/// Shows and exports the register. A filter may be personal, so it is sent in a form, and an address has it sealed.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class RegisterController {

    private static final String PATH = "/desk/register";
    /// Maximum days of the list of lines that end soon.
    private static final int MAX_DAYS = 366;

    private static final List<String> EXPORT_HEADING = List.of(
            "reference",
            "line",
            "person",
            "organisation",
            "city",
            "place",
            "provider",
            "addresses",
            "status",
            "since",
            "valid_from",
            "valid_until");

    private final RegisterBrowseService register;
    private final LineTableService tables;
    private final SearchLinks links;
    private final TemplateRenderer templates;
    private final TableExportService exports;

    RegisterController(
            RegisterBrowseService register,
            LineTableService tables,
            SearchLinks links,
            TemplateRenderer templates,
            TableExportService exports) {
        this.register = register;
        this.tables = tables;
        this.links = links;
        this.templates = templates;
        this.exports = exports;
    }

    /// Shows a page of lines: of a filter, of those that end within some days, or of all registered ones.
    ///
    /// @param link sealed filter
    /// @param after cursor of the page before
    @Get("/register")
    @Secured(PermissionNames.READ_APPLICATIONS)
    HttpResponse<String> showRegister(
            HttpRequest<?> request,
            @Nullable @QueryValue("filter") String link,
            @Nullable @QueryValue Integer days,
            @Nullable @QueryValue String after) {
        AuthenticatedStaff staff = ConsoleUser.requireUser(request).signed();
        ViewContext screen = templates.createContext(request);
        LocalDate today = screen.currentDate();
        RegisterFilter filter = days == null
                ? openFilter(staff, link)
                : RegisterFilter.ofEnding(today, today.plusDays(Math.clamp(days, 1, MAX_DAYS)));
        Set<String> unreadable = filter.findUnreadable();
        RegisterPage page = unreadable.isEmpty()
                ? register.listLines(staff, readCodes(filter), parseCursor(after), screen.now())
                : RegisterPage.EMPTY;
        return templates.renderPage(
                screen,
                "register/list.jte",
                "filter",
                filter,
                "unreadable",
                unreadable,
                "page",
                page,
                "link",
                filter.isEmpty() ? "" : links.sealLink(staff, filter.toText()),
                "next",
                page.next() == null
                        ? null
                        : new PageCursor(page.next().value(), page.next().id()).toText(),
                "providers",
                tables.listProviders(screen.language()),
                "cities",
                tables.listCities(screen.language()));
    }

    private RegisterFilter openFilter(AuthenticatedStaff staff, @Nullable String link) {
        return link == null
                ? RegisterFilter.REGISTERED
                : links.openLink(staff, link).flatMap(RegisterFilter::parseText).orElse(RegisterFilter.REGISTERED);
    }

    private RegisterFilter readCodes(RegisterFilter filter) {
        return filter.withCodes(tables.readProvider(filter.provider()), tables.readCity(filter.city()));
    }

    private static @Nullable LineSearchPosition parseCursor(@Nullable String after) {
        if (after == null) {
            return null;
        }
        PageCursor cursor = PageCursor.parseText(after);
        return new LineSearchPosition(cursor.position(), cursor.id());
    }

    @Introspected
    record RegisterFilterForm(
            String holder,
            String provider,
            String city,
            String site,
            String addresses,
            String status,
            String from,
            String until)
            implements ConsoleForm {}

    @Post("/register")
    @Secured(PermissionNames.READ_APPLICATIONS)
    HttpResponse<String> submitFilter(HttpRequest<?> request, @Valid @Body RegisterFilterForm form) {
        RegisterFilter filter = new RegisterFilter(
                form.holder(),
                form.provider(),
                form.city(),
                form.site(),
                form.addresses(),
                form.status(),
                form.from(),
                form.until());
        AuthenticatedStaff staff = ConsoleUser.requireUser(request).signed();
        return TemplateRenderer.redirectTo(
                request, filter.isEmpty() ? PATH : PATH + "?filter=" + links.sealLink(staff, filter.toText()));
    }

    /// Exports the lines of a filter, masked as they are shown; none when a part of it cannot be read.
    @Get("/register.{format:csv|xlsx}")
    @Produces({TableFormat.CSV_TYPE, TableFormat.XLSX_TYPE})
    @Secured(PermissionNames.READ_APPLICATIONS + PermissionNames.AND + PermissionNames.EXPORT)
    HttpResponse<StreamedFile> exportLines(
            HttpRequest<?> request, @PathVariable TableFormat format, @Nullable @QueryValue("filter") String link) {
        AuthenticatedStaff staff = ConsoleUser.requireUser(request).signed();
        ViewContext screen = templates.createContext(request);
        RegisterFilter filter = openFilter(staff, link);
        return exports.streamTable(
                request,
                format,
                "register-" + screen.currentDate(),
                "at most " + RegisterBrowseService.MAX_EXPORTED_LINES + " rows",
                table -> writeRows(table, staff, filter, screen));
    }

    private void writeRows(TableWriter table, AuthenticatedStaff staff, RegisterFilter filter, ViewContext screen)
            throws IOException {
        table.writeRow(EXPORT_HEADING);
        if (!filter.findUnreadable().isEmpty()) {
            return;
        }
        int written = 0;
        for (Iterator<RegisterLine> each =
                        register.streamLines(staff, readCodes(filter)).iterator();
                each.hasNext(); ) {
            RegisterLine row = each.next();
            if (written++ == RegisterBrowseService.MAX_EXPORTED_LINES) {
                table.writeRow(List.of(
                        screen.formatText("register.cut", "count", (long) RegisterBrowseService.MAX_EXPORTED_LINES)));
                return;
            }
            table.writeRow(toCells(row));
        }
    }

    private static List<String> toCells(RegisterLine row) {
        return List.of(
                row.reference().toGroupedText(),
                Integer.toString(row.line().number()),
                row.holder().person(),
                row.holder().organisation(),
                row.holder().city(),
                row.site(),
                row.provider(),
                String.join(", ", row.addresses()),
                row.line().status().toWord(),
                row.line().since().toString(),
                Objects.toString(row.line().term().from(), ""),
                Objects.toString(row.line().term().until(), ""));
    }
}
