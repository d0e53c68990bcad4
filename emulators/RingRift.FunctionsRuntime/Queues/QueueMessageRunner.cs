using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Invocation;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.FunctionsRuntime.Queues;

/// <summary>
/// Runs the function for one message: hidden while it runs, deleted when it succeeded, shown again or moved to the poison queue when not.
/// </summary>
internal sealed partial class QueueMessageRunner(
    FunctionDescriptor function,
    QueueClient queue,
    QueueClient poison,
    QueueSettings settings,
    FunctionInvoker invoker,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>
    /// How long a taken message is hidden, renewed at half time. The platform takes 10 minutes; here a host is killed and started again
    /// far more often, and a message that it held shows again only after this.
    /// </summary>
    public static readonly TimeSpan Invisibility = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, object?> NoValues = [];
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Never throws: whatever happens to a message is logged, and the message stays or moves.</summary>
    public async Task RunAsync(QueueMessage message)
    {
        try
        {
            await HandleAsync(message);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or OperationCanceledException)
        {
            LogNotSettled(exception, function.Name, message.MessageId);
        }
    }

    private async Task HandleAsync(QueueMessage message)
    {
        var lease = new MessageLease(queue, message, time);
        if (message.DequeueCount > settings.MaxDequeueCount)
        {
            await GiveUpAsync(message, lease);
            return;
        }

        if (Decode(message) is not { } value)
        {
            await MoveToPoisonAsync(message, lease);
            LogNotReadable(function.Name, message.MessageId, poison.Name);
            return;
        }

        var outcome = await InvokeAsync(value, message.MessageId, lease);
        if (outcome == Outcome.Succeeded)
        {
            await lease.DeleteAsync();
        }
        else if (outcome == Outcome.Failed && message.DequeueCount >= settings.MaxDequeueCount)
        {
            await GiveUpAsync(message, lease);
        }
        else
        {
            await lease.ShowAfterAsync(outcome == Outcome.Interrupted ? TimeSpan.Zero : settings.VisibilityTimeout);
        }
    }

    private async Task<Outcome> InvokeAsync(object value, string messageId, MessageLease lease)
    {
        await using var renewal = lease.KeepHidden(Invisibility, exception => LogNotRenewed(exception, function.Name, messageId));
        try
        {
            await invoker.InvokeAsync(function, value, NoValues, renewal.Lost);
            return Outcome.Succeeded;
        }
        catch (OperationCanceledException) when (invoker.IsDraining || renewal.Lost.IsCancellationRequested)
        {
            return Outcome.Interrupted;
        }
        catch (Exception)
        {
            // The invoker has logged it.
            return Outcome.Failed;
        }
    }

    private object? Decode(QueueMessage message)
    {
        try
        {
            var body = settings.IsBase64 ? Convert.FromBase64String(message.MessageText) : StrictUtf8.GetBytes(message.MessageText);
            return function.Parameter.ParameterType == typeof(BinaryData) ? new BinaryData(body) : StrictUtf8.GetString(body);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private async Task MoveToPoisonAsync(QueueMessage message, MessageLease lease)
    {
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.MessageText, visibilityTimeout: null, timeToLive: TimeSpan.FromSeconds(-1));
        await lease.DeleteAsync();
    }

    private async Task GiveUpAsync(QueueMessage message, MessageLease lease)
    {
        await MoveToPoisonAsync(message, lease);
        LogPoison(function.Name, message.MessageId, message.DequeueCount, poison.Name);
    }

    private enum Outcome
    {
        Succeeded,
        Failed,
        Interrupted,
    }

    [LoggerMessage(1, LogLevel.Warning, "{Function}: message {MessageId} was tried {Count} times; it is in {Queue} now")]
    private partial void LogPoison(string function, string messageId, long count, string queue);

    [LoggerMessage(2, LogLevel.Warning, "{Function}: message {MessageId} is not in the encoding host.json names; it is in {Queue} now")]
    private partial void LogNotReadable(string function, string messageId, string queue);

    [LoggerMessage(3, LogLevel.Warning, "{Function}: message {MessageId} could not be settled; it will be seen again")]
    private partial void LogNotSettled(Exception exception, string function, string messageId);

    [LoggerMessage(4, LogLevel.Warning, "{Function}: message {MessageId} could not be kept hidden; it is tried again")]
    private partial void LogNotRenewed(Exception exception, string function, string messageId);
}
