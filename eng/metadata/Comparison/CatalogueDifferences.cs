using RingRift.Azure.Topology;

namespace RingRift.FunctionsMetadata.Comparison;

/// <summary>Where functions and the consumers of the catalogue (ADR 0019) are not the same.</summary>
public static class CatalogueDifferences
{
    /// <summary>One text for each consumer without its function, and for each function of an event that no subscription sends.</summary>
    /// <param name="functions">The functions.</param>
    public static IReadOnlyList<string> Of(FunctionSet functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
        string[] expected =
        [
            .. PipelineTopology.Subscriptions.Where(route => !route.To.IsWorker).Select(route => Text(route.Consumer, route.Queue)),
            .. PipelineTopology.StorageSubscriptions.Select(route => Text(route.FunctionName, null)),
        ];
        string[] found =
        [
            .. functions.Bindings("eventGridTrigger").Select(pair => Text(pair.Function, null)),
            .. functions.Bindings("queueTrigger").Select(pair => (pair.Function, Queue: (string?)pair.Binding["queueName"]))
                .Where(pair => pair.Queue != PipelineQueues.Redeliveries).Select(pair => Text(pair.Function, pair.Queue)),
        ];
        return
        [
            .. expected.Except(found).Select(text => $"{text}: a subscription needs it, and no function is it"),
            .. found.Except(expected).Select(text => $"{text}: no subscription needs it"),
        ];
    }

    private static string Text(string function, string? queue) =>
        queue is null ? $"function {function} by webhook" : $"function {function} of queue {queue}";
}
