package pk.rahnuma.desk.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.staff.Deeds;

/// Hands out tables as files. Each leaves an entry in the audit log, by name.
@Singleton
public final class ExportService {

    private final Deeds deeds;
    private final InstantSource clock;

    ExportService(Deeds deeds, InstantSource clock) {
        this.deeds = deeds;
        this.clock = clock;
    }

    /// @param name of the file, from which the entry is named
    public HttpResponse<String> download(HttpRequest<?> request, Csv csv, String name) {
        deeds.note(Viewer.at(request).signed(), "table.exported", name, csv.rows() + " rows", clock.instant());
        return csv.download(name);
    }
}
