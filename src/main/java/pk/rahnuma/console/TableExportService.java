package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import pk.rahnuma.staff.StaffAuditService;

/// Exports tables as files. Each export is audited with the name of the file.
@Singleton
public final class TableExportService {

    private final StaffAuditService staffAudit;
    private final InstantSource clock;

    TableExportService(StaffAuditService staffAudit, InstantSource clock) {
        this.staffAudit = staffAudit;
        this.clock = clock;
    }

    /// Exports a table.
    ///
    /// @param name of the file, which the audit entry contains
    public HttpResponse<String> exportTable(HttpRequest<?> request, CsvExport csv, String name) {
        staffAudit.recordAction(
                ConsoleUser.requireUser(request).signed(),
                "table.exported",
                name,
                csv.countRows() + " rows",
                clock.instant());
        return csv.toResponse(name);
    }
}
