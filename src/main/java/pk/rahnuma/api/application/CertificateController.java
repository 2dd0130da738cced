package pk.rahnuma.api.application;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import pk.rahnuma.desk.ApplicationActionService;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.RequiredScope;
import pk.rahnuma.http.file.CertificateDownloadService;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.KeyScope;
import pk.rahnuma.registration.TransitionActor;

/// Gives certificates of registered lines.
@Controller("/api/v1/applications/{reference}/certificate")
@Tag(name = "Applications")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "key")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CertificateController {

    private final ChatAuthenticator authenticator;
    private final ApplicationActionService actions;
    private final CertificateDownloadService downloads;

    CertificateController(
            ChatAuthenticator authenticator, ApplicationActionService actions, CertificateDownloadService downloads) {
        this.authenticator = authenticator;
        this.actions = actions;
        this.downloads = downloads;
    }

    /// Returns the certificate of the registered lines of an application, where the desk is the register. It has a
    /// number of its own, which stays until something that is printed changes. The language is Urdu or English, by
    /// `Accept-Language`.
    /// The key of an organisation needs the scope `applications:read`.
    @Get
    @ApiResponse(
            responseCode = "200",
            description = "The certificate",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PDF,
                            schema = @Schema(type = "string", format = "binary")))
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @Produces(MediaType.APPLICATION_PDF)
    @RequiredScope(KeyScope.APPLICATIONS_READ)
    HttpResponse<StreamedFile> giveCertificate(
            HttpRequest<?> request, @PathVariable @Schema(example = "K7MP-4RTX-9X") String reference) {
        Chat chat = authenticator.requireReader(request);
        return downloads
                .sendCertificate(
                        chat.conversation(),
                        actions.requireApplication(chat, reference).application(),
                        TransitionActor.APPLICANT.historyName(),
                        LocalisedResponse.language(request))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }
}
