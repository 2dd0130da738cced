package pk.rahnuma.desk.charts;

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
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.page.Csv;
import pk.rahnuma.desk.page.ExportService;
import pk.rahnuma.desk.page.Screen;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.staff.Right;

/// The charts, and their tables to be taken away.
@Controller(value = "/desk/charts", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChartsController {

    private static final String FORM = "register-company";

    private final Figures figures;
    private final Screens screens;
    private final ExportService exports;

    ChartsController(Figures figures, Screens screens, ExportService exports) {
        this.figures = figures;
        this.screens = screens;
        this.exports = exports;
    }

    @Get
    @Needs(Right.SEE_CHARTS)
    HttpResponse<String> charts(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "30") int days,
            @Nullable @QueryValue String language,
            @QueryValue(defaultValue = FORM) String script) {
        Screen screen = screens.screen(request);
        Period period = Period.of(screen.today(), days, language);
        String form = Figures.SCRIPTS.contains(script) ? script : FORM;
        return screens.page(
                screen,
                "charts/charts.jte",
                "period",
                period,
                "script",
                form,
                "scripts",
                List.copyOf(Figures.SCRIPTS),
                "charts",
                figures.all(period, form, screen));
    }

    /// Times are in seconds, so that a spreadsheet can count with them.
    @Get("/{name}.csv")
    @Needs({Right.SEE_CHARTS, Right.EXPORT})
    HttpResponse<?> csv(
            HttpRequest<?> request,
            @PathVariable String name,
            @QueryValue(defaultValue = "30") int days,
            @Nullable @QueryValue String language,
            @QueryValue(defaultValue = FORM) String script) {
        Screen screen = screens.screen(request);
        String form = Figures.SCRIPTS.contains(script) ? script : FORM;
        Chart chart = figures.named(name, Period.of(screen.today(), days, language), form, screen);
        if (chart == null) {
            return HttpResponse.notFound();
        }
        List<Object> head = new ArrayList<>(List.of(name));
        head.addAll(chart.columns());
        Csv csv = new Csv(head.toArray());
        for (Chart.Row row : chart.rows()) {
            List<Object> cells = new ArrayList<>(List.of(row.label()));
            row.values().forEach(value -> cells.add(value == null ? "" : value));
            csv.row(cells.toArray());
        }
        return exports.download(request, csv, "charts-" + chart.name() + "-" + screen.today() + ".csv");
    }
}
