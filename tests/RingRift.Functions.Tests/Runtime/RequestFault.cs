using Azure.Core;
using Azure.Core.Pipeline;

namespace RingRift.Functions.Tests.Runtime;

/// <summary>Fails requests of one method to a message the way the client does when it has tried often enough.</summary>
internal sealed class RequestFault(RequestMethod method, int times) : HttpPipelinePolicy
{
    private int _left = times;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        message.Request.Method == method && message.Request.Uri.Path.Contains("/messages/", StringComparison.Ordinal) && _left-- > 0
            ? throw new AggregateException("Retry failed after 4 tries.", new HttpRequestException("on purpose"))
            : ProcessNextAsync(message, pipeline);
}
