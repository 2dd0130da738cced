package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Head;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.monitoring.MetricsScrape;
import pk.rahnuma.telegram.fake.FakeBotApi;

/// Every route of the server outside the console, which `ConsoleRoutesTest` covers. Each is open by its annotation, or
/// needs a chat; a route that is missing here fails, also one that a library adds.
class ServerRoutesTest {

    /// Routes and the status of a request without a token.
    private static final String ROUTES = """
            GET    /                                     200
            GET    /assets/{version}/{name}              404
            GET    /desk-files/{version}/{name}          404
            GET    /api/v1/conversation                  200
            POST   /api/v1/conversation                  422
            POST   /api/v1/conversation/token            201
            GET    /api/v1/conversation/events           204
            POST   /api/v1/conversation/files            401
            GET    /api/v1/conversation/files/{id}       401
            GET    /api/v1/conversation/files/{id}/thumbnail 401
            GET    /api/v1/tokens                        401
            POST   /api/v1/tokens                        401
            DELETE /api/v1/tokens/{id}                   401
            POST   /api/v1/tokens/sign-out               204
            GET    /api/v1/me                            401
            PATCH  /api/v1/me                            401
            GET    /api/v1/me/consents/text              401
            POST   /api/v1/me/consents                   401
            DELETE /api/v1/me/consents                   401
            POST   /api/v1/me/erasure                    401
            DELETE /api/v1/me/erasure                    401
            GET    /api/v1/me/export                     401
            GET    /api/v1/notifications                 401
            POST   /api/v1/notifications/read            401
            GET    /api/v1/notifications/push            401
            POST   /api/v1/notifications/push            401
            DELETE /api/v1/notifications/push/{id}       401
            GET    /api/v1/notifications/preferences     401
            PUT    /api/v1/notifications/preferences     401
            GET    /api/v1/organisations                 401
            GET    /api/v1/organisations/{id}            401
            GET    /api/v1/organisations/{id}/members    401
            PATCH  /api/v1/organisations/{id}/members/{member} 401
            DELETE /api/v1/organisations/{id}/members/{member} 401
            GET    /api/v1/organisations/{id}/invitations 401
            POST   /api/v1/organisations/{id}/invitations 401
            DELETE /api/v1/organisations/{id}/invitations/{invitation} 401
            GET    /api/v1/organisations/{id}/keys       401
            POST   /api/v1/organisations/{id}/keys       401
            POST   /api/v1/organisations/{id}/keys/{key}/rotation 401
            DELETE /api/v1/organisations/{id}/keys/{key} 401
            POST   /api/v1/invitations/lookup            401
            POST   /api/v1/invitations/acceptance        401
            POST   /api/v1/tickets                       401
            POST   /api/v1/tickets/{number}/messages     401
            POST   /api/v1/tickets/{number}/rating       401
            GET    /api/v1/tickets                       401
            GET    /api/v1/tickets/{number}              401
            GET    /api/v1/tickets/{number}/messages     401
            GET    /api/v1/guidance/topics               200
            GET    /api/v1/guidance/topics/{id}          404
            GET    /api/v1/guidance/search               400
            POST   /api/v1/status                        422
            POST   /api/v1/status/addresses              401
            GET    /api/v1/applications                  401
            GET    /api/v1/applications/{reference}      401
            GET    /api/v1/lines                         401
            GET    /api/v1/lines/export                  401
            GET    /api/v1/applications/{reference}/documents 401
            POST   /api/v1/applications/{reference}/actions 401
            GET    /api/v1/applications/drafts           401
            POST   /api/v1/applications/drafts           401
            GET    /api/v1/applications/drafts/{id}      401
            PATCH  /api/v1/applications/drafts/{id}      401
            DELETE /api/v1/applications/drafts/{id}      401
            POST   /api/v1/applications/drafts/{id}/check 401
            POST   /api/v1/applications/drafts/{id}/submission 401
            GET    /api/v1/forms                         200
            GET    /api/v1/forms/{form}                  404
            POST   /api/v1/eligibility                   422
            GET    /api/v1/sign-in                       200
            POST   /api/v1/sign-in                       422
            POST   /api/v1/sign-in/{id}/code             422
            POST   /api/v1/sign-in/recovery              422
            POST   /api/v1/sign-in/telegram              422
            POST   /api/v1/sign-in/refresh               422
            POST   /api/v1/sign-in/sign-out              422
            GET    /api/v1/me/devices                    401
            DELETE /api/v1/me/devices/{id}               401
            GET    /api/v1/me/link-offers/{id}           401
            POST   /api/v1/me/link-offers/{id}           401
            GET    /api/v1/me/links                      401
            DELETE /api/v1/me/links/{id}                 401
            GET    /api/v1/me/identities                 401
            DELETE /api/v1/me/identities/{id}            401
            GET    /api/v1/openapi.yml                   200
            GET    /api/v1/docs                          200
            GET    /api/v1/docs/rapidoc.js               200
            GET    /problems/{name}                      404
            GET    /chat                                 200
            GET    /{language:en|ur|ur-Latn}/check       200
            GET    /{language:en|ur|ur-Latn}             200
            GET    /{language:en|ur|ur-Latn}/guidance/{topic} 404
            GET    /{language:en|ur|ur-Latn}/{page:privacy|accessibility} 200
            GET    /{language:en|ur|ur-Latn}/search      303
            GET    /{language:en|ur|ur-Latn}/status      200
            POST   /{language:en|ur|ur-Latn}/status      415
            POST   /{language:en|ur|ur-Latn}/status/addresses 415
            GET    /{language:en|ur|ur-Latn}/status/{reference} 303
            GET    /{language:en|ur|ur-Latn}/status/{reference}/lines 303
            GET    /{language:en|ur|ur-Latn}/lines.{format:csv|xlsx} 200
            GET    /{language:en|ur|ur-Latn}/my-lines.{format:csv|xlsx} 303
            GET    /{language:en|ur|ur-Latn}/status/{reference}/lines.{format:csv|xlsx} 303
            GET    /{language:en|ur|ur-Latn}/status/{reference}/actions/{action} 303
            POST   /{language:en|ur|ur-Latn}/status/{reference}/actions/{action} 415
            GET    /{language:en|ur|ur-Latn}/status/{reference}/receipt 303
            GET    /{language:en|ur|ur-Latn}/status/{reference}/certificate.pdf 303
            GET    /{language:en|ur|ur-Latn}/verify      200
            POST   /{language:en|ur|ur-Latn}/verify      415
            GET    /verify                               200
            GET    /verify/keys.json                     404
            GET    /verify/revoked.jwt                   404
            GET    /api/v1/applications/{reference}/certificate 401
            GET    /{language:en|ur|ur-Latn}/sign-in     200
            POST   /{language:en|ur|ur-Latn}/sign-in     415
            POST   /{language:en|ur|ur-Latn}/sign-in/another 415
            GET    /{language:en|ur|ur-Latn}/sign-in/code 303
            POST   /{language:en|ur|ur-Latn}/sign-in/code 415
            GET    /{language:en|ur|ur-Latn}/sign-in/link/{id} 404
            POST   /{language:en|ur|ur-Latn}/sign-in/link/{id} 415
            GET    /{language:en|ur|ur-Latn}/links       401
            POST   /{language:en|ur|ur-Latn}/links/{id}  415
            GET    /{language:en|ur|ur-Latn}/sign-out    200
            POST   /{language:en|ur|ur-Latn}/sign-out    415
            GET    /{language:en|ur|ur-Latn}/apply       200
            GET    /{language:en|ur|ur-Latn}/apply/{script} 303
            POST   /{language:en|ur|ur-Latn}/apply/{script} 415
            GET    /{language:en|ur|ur-Latn}/apply/{script}/check 303
            POST   /{language:en|ur|ur-Latn}/apply/{script}/check 415
            GET    /{language:en|ur|ur-Latn}/apply/{script}/{question} 303
            POST   /{language:en|ur|ur-Latn}/apply/{script}/{question} 415
            POST   /{language:en|ur|ur-Latn}/apply/{script}/{question}/file 401
            GET    /{language:en|ur|ur-Latn}/apply/{script}/{list}/items 303
            POST   /{language:en|ur|ur-Latn}/apply/{script}/{list}/items 415
            POST   /{language:en|ur|ur-Latn}/apply/{script}/{list}/items/table 401
            GET    /sw.js                                200
            GET    /manifest.webmanifest                 200
            GET    /offline                              200
            GET    /{language:en|ur|ur-Latn}/continue    401
            POST   /{language:en|ur|ur-Latn}/continue    415
            GET    /{language:en|ur|ur-Latn}/continue/{token} 404
            POST   /{language:en|ur|ur-Latn}/continue/{token} 415
            GET    /{language:en|ur|ur-Latn}/continue/telegram 401
            POST   /{language:en|ur|ur-Latn}/continue/telegram 415
            GET    /telegram-app                         200
            POST   /telegram-app                         415
            GET    /robots.txt                           200
            GET    /widget                               404
            GET    /widget.js                            404
            GET    /sitemap.xml                          200
            GET    /.well-known/security.txt             200
            GET    /news/stop/{token}                    200
            POST   /news/stop/{token}                    404
            POST   /telegram/webhook                     404
            GET    /metrics                              404
            GET    /health                               200
            GET    /health/{selector}                    200
            """;

    private static FakeBotApi api;
    private static TestServer server;

    @BeforeAll
    static void open() {
        api = FakeBotApi.start();
        server = TestServer.onH2()
                .withVariable("RAHNUMA_METRICS_TOKEN", MetricsScrape.TOKEN)
                .withBot(api)
                .withVariable("TELEGRAM_WEBHOOK_URL", "http://desk.example.pk/")
                .withVariable("TELEGRAM_WEBHOOK_SECRET", "a-secret-of-the-tests")
                .startServer();
    }

    @AfterAll
    static void close() {
        server.close();
        api.close();
    }

    @Test
    void eachRouteAnswersUnknownClientsAsListed() throws Exception {
        Map<String, Integer> answers = new TreeMap<>();
        for (UriRouteInfo<?, ?> route : server.getBean(Router.class).uriRoutes().toList()) {
            String path = route.getUriMatchTemplate().toString();
            boolean ofGet = route.getHttpMethod() == HttpMethod.HEAD && !route.isAnnotationPresent(Head.class);
            if (!ofGet && !path.matches("/desk([./].*)?")) {
                answers.put(route.getHttpMethodName() + " " + path, send(route.getHttpMethodName(), path));
            }
        }
        assertThat(answers).isEqualTo(table());
    }

    @Test
    void theFrameworkBindsNoBodyToAnObject() {
        assertThat(server.getBean(Router.class)
                        .uriRoutes()
                        .flatMap(route -> Stream.of(route.getTargetMethod().getArguments()))
                        .filter(argument -> argument.isAnnotationPresent(Body.class))
                        .map(Argument::getType)
                        .filter(type -> !ConsoleForm.class.isAssignableFrom(type)))
                .containsOnly(byte[].class, InputStream.class);
    }

    private static int send(String method, String path) throws IOException, InterruptedException {
        String filled = path.replace("{selector}", "liveness")
                .replaceAll("\\{\\w+:([^|}]+)[^}]*}", "$1")
                .replaceAll("\\{\\w+}", "1");
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(filled))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static Map<String, Integer> table() {
        Map<String, Integer> table = new TreeMap<>();
        ROUTES.lines()
                .map(line -> line.split(" +"))
                .forEach(cells -> table.put(cells[0] + " " + cells[1], Integer.valueOf(cells[2])));
        return table;
    }
}
