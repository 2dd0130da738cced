package pk.rahnuma.http.guard;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;

/// Adds the guards to the pipeline of each connection: one before the decoder and one right after it, so that nothing
/// is buffered, inflated or routed before them.
@Singleton
final class ServerPipelineCustomizer implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final ConnectionGuardContext guards;

    ServerPipelineCustomizer(ConnectionGuardContext guards) {
        this.guards = guards;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new GuardInstaller(null));
        return registry;
    }

    private final class GuardInstaller implements NettyServerCustomizer {
        private final Channel channel;

        GuardInstaller(Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel other, ChannelRole role) {
            return new GuardInstaller(other);
        }

        @Override
        public void onStreamPipelineBuilt() {
            ChannelPipeline pipeline = channel.pipeline();
            RequestGuardHandler requests = new RequestGuardHandler(guards);
            pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "request-guard", requests);
            pipeline.addFirst("head-bytes", new RequestHeadBytesHandler(guards, requests));
        }
    }
}
