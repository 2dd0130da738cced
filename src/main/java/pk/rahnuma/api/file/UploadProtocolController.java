package pk.rahnuma.api.file;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/// Tells what is offered of the protocol of uploads in parts.
@Controller(FileUploadController.PATH)
@Tag(name = "Files")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@Secured(SecurityRule.IS_ANONYMOUS)
final class UploadProtocolController {

    /// Describes what is offered of the protocol of uploads in parts, in headers. Needs no token.
    @Options
    @ApiResponse(
            responseCode = "204",
            description = "`Tus-Version`, `Tus-Extension`, and `Tus-Max-Size`: the largest file, in bytes")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
    @Produces(MediaType.ALL)
    HttpResponse<?> describeProtocol() {
        return TusHeaders.describeProtocol(HttpResponse.noContent());
    }
}
