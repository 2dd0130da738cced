package pk.rahnuma.console.report;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.console.RequiresPermission;
import pk.rahnuma.console.page.CsvExport;
import pk.rahnuma.console.page.TableExportService;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.console.page.ViewContext;
import pk.rahnuma.staff.StaffPermission;

/// The charts, and their tables to be taken away.
@Controller(value = "/desk/charts", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChartController {

    private static final String FORM = "register-company";

    private final ChartService figures;
    private final TemplateRenderer screens;
    private final TableExportService exports;

    ChartController(ChartService figures, TemplateRenderer screens, TableExportService exports) {
        this.figures = figures;
        this.screens = screens;
        this.exports = exports;
    }

    @Get
    @RequiresPermission(StaffPermission.SEE_CHARTS)
    HttpResponse<String> charts(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "30") int days,
            @Nullable @QueryValue String language,
            @QueryValue(defaultValue = FORM) String script) {
        ViewContext screen = screens.screen(request);
        ChartPeriod period = ChartPeriod.of(screen.today(), days, language);
        String form = ChartService.SCRIPTS.contains(script) ? script : FORM;
        return screens.page(
                screen,
                "charts/charts.jte",
                "period",
                period,
                "script",
                form,
                "scripts",
                List.copyOf(ChartService.SCRIPTS),
                "charts",
                figures.all(period, form, screen));
    }

    /// Times are in seconds, so that a spreadsheet can count with them.
    @Get("/{name}.csv")
    @RequiresPermission({StaffPermission.SEE_CHARTS, StaffPermission.EXPORT})
    HttpResponse<?> csv(
            HttpRequest<?> request,
            @PathVariable String name,
            @QueryValue(defaultValue = "30") int days,
            @Nullable @QueryValue String language,
            @QueryValue(defaultValue = FORM) String script) {
        ViewContext screen = screens.screen(request);
        String form = ChartService.SCRIPTS.contains(script) ? script : FORM;
        ChartTable chart = figures.named(name, ChartPeriod.of(screen.today(), days, language), form, screen);
        if (chart == null) {
            return HttpResponse.notFound();
        }
        List<Object> head = new ArrayList<>(List.of(name));
        head.addAll(chart.columns());
        CsvExport csv = new CsvExport(head.toArray());
        for (ChartTable.Row row : chart.rows()) {
            List<Object> cells = new ArrayList<>(List.of(row.label()));
            row.values().forEach(value -> cells.add(value == null ? "" : value));
            csv.row(cells.toArray());
        }
        return exports.download(request, csv, "charts-" + chart.name() + "-" + screen.today() + ".csv");
    }
}
