package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import pk.rahnuma.http.file.DownloadService;
import pk.rahnuma.http.file.TableFormat;
import pk.rahnuma.http.file.TableWriter;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;

/// Exports tables as files. Each export is audited with the name of the file.
@Singleton
public final class TableExportService {

    private static final String EXPORT_ACTION = "table.exported";

    private final StaffAuditService staffAudit;
    private final DownloadService downloads;
    private final InstantSource clock;

    TableExportService(StaffAuditService staffAudit, DownloadService downloads, InstantSource clock) {
        this.downloads = downloads;
        this.staffAudit = staffAudit;
        this.clock = clock;
    }

    /// Writes the rows of a table.
    @FunctionalInterface
    public interface RowWriter {
        void writeRows(TableWriter table) throws IOException;
    }

    /// Exports a table that is too long for the memory, while it is sent. The audit entry is made before the first row.
    ///
    /// @param name of the file, which the audit entry contains
    /// @param detail of the audit entry
    public HttpResponse<StreamedFile> streamTable(
            HttpRequest<?> request, TableFormat format, String name, String detail, RowWriter rows) {
        AuthenticatedStaff by = ConsoleUser.requireUser(request).signed();
        return downloads.sendFile(by.member().id(), format.mediaType(), format.fileName(name), () -> {
            staffAudit.recordAction(by, EXPORT_ACTION, format.fileName(name), detail, clock.instant());
            return out -> {
                try (TableWriter table = format.openWriter(out)) {
                    rows.writeRows(table);
                }
            };
        });
    }

    /// Exports a table.
    ///
    /// @param name of the file, which the audit entry contains
    public HttpResponse<String> exportTable(HttpRequest<?> request, CsvExport csv, String name) {
        staffAudit.recordAction(
                ConsoleUser.requireUser(request).signed(),
                EXPORT_ACTION,
                name,
                csv.countRows() + " rows",
                clock.instant());
        return csv.toResponse(name);
    }
}
