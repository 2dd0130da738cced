package pk.rahnuma.http.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import pk.rahnuma.http.ClientAddressResolver;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.RejectionLog;
import pk.rahnuma.http.SecurityHeadersFilter;
import pk.rahnuma.http.ServerConfiguration;
import pk.rahnuma.http.file.UploadReader;
import pk.rahnuma.http.limit.ConcurrencyLimiter;
import pk.rahnuma.shared.NetworkBudget;
import pk.rahnuma.shared.NetworkPrefix;
import pk.rahnuma.shared.NetworkSite;

/// State shared by the guards of all connections: counters, settings, and the format of rejections.
@Singleton
public final class ConnectionGuardContext {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RETRY_SECONDS = "3";

    private final ServerConfiguration settings;
    private final RejectionLog refusals;
    private final ConcurrencyLimiter connections;
    private final NetworkBudget bodies;
    private final UploadReader uploads;
    private final ClientAddressResolver addresses;
    private final RequestBodyLimits bodySizes;
    private final DeadlineSweeper deadlines = new DeadlineSweeper();

    public ConnectionGuardContext(
            ServerConfiguration settings,
            ClientAddressResolver addresses,
            RejectionLog refusals,
            UploadReader uploads,
            RequestBodyLimits bodySizes) {
        this.bodySizes = bodySizes;
        this.settings = settings;
        this.addresses = addresses;
        this.refusals = refusals;
        this.connections = new ConcurrencyLimiter(settings.connections(), settings.connectionsPerAddress());
        this.uploads = uploads;
        this.bodies = NetworkBudget.ofMaxBytes(settings.bodyBytes());
    }

    ServerConfiguration settings() {
        return settings;
    }

    /// Counts a connection: in total, and by its network, unless the peer is a proxy, from whose address those of all
    /// clients come.
    ///
    /// @return false when there are too many; each true is followed by one [#closeConnection]
    boolean openConnection(InetAddress peer) {
        return addresses.isProxy(peer) ? connections.tryAcquire() : connections.tryAcquire(siteOf(peer));
    }

    void closeConnection(InetAddress peer) {
        if (addresses.isProxy(peer)) {
            connections.release();
        } else {
            connections.release(siteOf(peer));
        }
    }

    /// Size of the body that a path takes.
    BodySize findBodySize(String path) {
        return bodySizes.findSize(path);
    }

    NetworkBudget bodyBudget() {
        return bodies;
    }

    /// Tells whether the budget for bodies or files is short, so that slow requests have to end.
    boolean isShort() {
        return bodies.isShort() || uploads.isShort();
    }

    /// Network that a request came from, as far as it is known: behind a proxy, as the proxy reports it.
    String network(HttpRequest request, Channel channel) {
        return NetworkPrefix.prefixOf(
                addresses.resolveAddress(peer(channel), request.headers().getAll(ClientAddressResolver.FORWARDED_FOR)));
    }

    /// One customer of a provider has as many connections as one address, whatever networks it has.
    private static String siteOf(InetAddress peer) {
        return NetworkSite.siteOf(NetworkPrefix.prefixOf(peer.getHostAddress()));
    }

    /// Address of the peer of a connection.
    static InetAddress peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress socket
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    DeadlineSweeper deadlineSweeper() {
        return deadlines;
    }

    /// Last response on a connection. It contains nothing that the client sent.
    public FullHttpResponse rejectionResponse(ProblemDetail.Kind kind, String detail) {
        ProblemDetail problem = ProblemDetail.ofKind(kind, detail);
        refusals.logProblem(problem);
        ByteBuf body = Unpooled.wrappedBuffer(json(problem));
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(kind.httpStatus().getCode()),
                body);
        HttpHeaders headers = response.headers();
        SecurityHeadersFilter.CONSTANT_HEADERS.forEach(headers::set);
        headers.set(HttpHeaderNames.CONTENT_TYPE, ProblemDetail.MEDIA_TYPE)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (kind == ProblemDetail.Kind.UNAVAILABLE) {
            headers.set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        }
        return response;
    }

    /// Rejection as bytes, for a connection that is not decoded as HTTP.
    ByteBuf rejectionBytes(ProblemDetail.Kind kind, String detail) {
        FullHttpResponse response = rejectionResponse(kind, detail);
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(response.status()).append("\r\n");
        response.headers()
                .forEach(header -> head.append(header.getKey())
                        .append(": ")
                        .append(header.getValue())
                        .append("\r\n"));
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        return Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(bytes), response.content());
    }

    private static byte[] json(ProblemDetail problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
