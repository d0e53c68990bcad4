using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace RingRift.Functions.Tests.Runtime;

/// <summary>Sees requests of one method to a message once they are answered.</summary>
internal sealed class RequestWatch(RequestMethod method) : HttpPipelinePolicy
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Uris { get; } = [];

    public Task Seen => _seen.Task.WaitAsync(Patience);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Request.Method == method && message.Request.Uri.Path.Contains("/messages/", StringComparison.Ordinal))
        {
            Uris.Enqueue(message.Request.Uri.ToString());
            _seen.TrySetResult();
        }
    }
}

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
