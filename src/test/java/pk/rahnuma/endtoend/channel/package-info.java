/// One contract for all channels: [ChannelContract], with a subclass for each channel and each way of Telegram.
package pk.rahnuma.endtoend.channel;
