package pk.rahnuma.console.admin;

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
import io.micronaut.security.annotation.Secured;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.console.CsvExport;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TableExportService;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.console.ViewContext;
import pk.rahnuma.shared.ScriptNames;

/// Shows the charts and exports their tables.
@Controller(value = "/desk/charts", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChartController {

    private static final String DEFAULT_SCRIPT = ScriptNames.REGISTER_COMPANY;

    private final ChartService charts;
    private final TemplateRenderer templates;
    private final TableExportService exports;

    ChartController(ChartService charts, TemplateRenderer templates, TableExportService exports) {
        this.charts = charts;
        this.templates = templates;
        this.exports = exports;
    }

    @Get
    @Secured(PermissionNames.SEE_CHARTS)
    HttpResponse<String> showCharts(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "30") int days,
            @Nullable @QueryValue String language,
            @QueryValue(defaultValue = DEFAULT_SCRIPT) String script) {
        ViewContext screen = templates.createContext(request);
        ChartPeriod period = ChartPeriod.fromParameters(screen.currentDate(), days, language);
        String form = ChartService.DROP_OFF_SCRIPTS.contains(script) ? script : DEFAULT_SCRIPT;
        return templates.renderPage(
                screen,
                "charts/charts.jte",
                "period",
                period,
                "script",
                form,
                "scripts",
                List.copyOf(ChartService.DROP_OFF_SCRIPTS),
                "charts",
                charts.createCharts(period, form, screen));
    }

    /// Exports a chart as CSV. Times are in seconds, so that a spreadsheet can calculate with them.
    @Get("/{name}.csv")
    @Secured(PermissionNames.SEE_CHARTS + PermissionNames.AND + PermissionNames.EXPORT)
    HttpResponse<?> exportCsv(
            HttpRequest<?> request,
            @PathVariable String name,
            @QueryValue(defaultValue = "30") int days,
            @Nullable @QueryValue String language,
            @QueryValue(defaultValue = DEFAULT_SCRIPT) String script) {
        ViewContext screen = templates.createContext(request);
        String form = ChartService.DROP_OFF_SCRIPTS.contains(script) ? script : DEFAULT_SCRIPT;
        ChartTable chart = charts.createChart(
                name, ChartPeriod.fromParameters(screen.currentDate(), days, language), form, screen);
        if (chart == null) {
            return HttpResponse.notFound();
        }
        List<Object> head = new ArrayList<>(List.of(name));
        head.addAll(chart.columns());
        CsvExport csv = new CsvExport(head.toArray());
        for (ChartTable.Row row : chart.rows()) {
            List<Object> cells = new ArrayList<>(List.of(row.label()));
            row.values().forEach(value -> cells.add(value == null ? "" : value));
            csv.addRow(cells.toArray());
        }
        return exports.exportTable(request, csv, "charts-" + chart.name() + "-" + screen.currentDate() + ".csv");
    }
}
