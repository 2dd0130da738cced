package pk.rahnuma.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import pk.rahnuma.registration.LineCounts;
import pk.rahnuma.registration.LineStatus;

/// Number of the lines of an application that have a status.
public record LineCountResponse(
        LineStatus status, @Schema(example = "3") int count) {

    /// One for each status that lines have.
    public static List<LineCountResponse> fromCounts(LineCounts counts) {
        return counts.byStatus().entrySet().stream()
                .map(each -> new LineCountResponse(each.getKey(), each.getValue()))
                .toList();
    }
}
