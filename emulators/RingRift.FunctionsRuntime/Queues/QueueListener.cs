using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Invocation;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.FunctionsRuntime.Queues;

/// <summary>Takes messages of one queue and runs one function for each of them.</summary>
internal sealed partial class QueueListener : BackgroundService
{
    private readonly FunctionDescriptor _function;
    private readonly QueueSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueListener> _logger;
    private readonly QueueClient _queue;
    private readonly QueueMessageRunner _runner;
    private readonly IdleBackoff _backoff;
    private readonly HashSet<Task> _running = [];

    public QueueListener(
        FunctionDescriptor function,
        HostSettings settings,
        QueueClients clients,
        IConfiguration configuration,
        FunctionInvoker invoker,
        TimeProvider time,
        ILogger<QueueListener> logger)
    {
        var trigger = (QueueTriggerAttribute)function.Trigger;
        var name = SettingNames.Resolve(trigger.QueueName, configuration, function.Name);
        _function = function;
        _settings = settings.Queues;
        _time = time;
        _logger = logger;
        _queue = clients.Open(name, trigger.Connection, function.Name);
        var poison = clients.Open($"{name}-poison", trigger.Connection, function.Name);
        _runner = new QueueMessageRunner(function, _queue, poison, _settings, invoker, time, logger);
        _backoff = new IdleBackoff(_settings.MaxPollingInterval);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await StepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: no more messages are taken.
        }

        // Messages that were taken are finished, or given back once the drain ends the patience with them.
        await Task.WhenAll(_running);
    }

    private async Task StepAsync(CancellationToken stoppingToken)
    {
        _running.RemoveWhere(task => task.IsCompleted);
        if (_running.Count > _settings.NewBatchThreshold)
        {
            await Task.WhenAny(_running).WaitAsync(stoppingToken);
            return;
        }

        var messages = await ReceiveAsync(stoppingToken);
        if (messages.Length == 0)
        {
            await Task.Delay(_backoff.Next(), _time, stoppingToken);
            return;
        }

        _backoff.Reset();
        foreach (var message in messages)
        {
            // On a thread of its own: a function that computes before it first waits must not hold up the queue.
            _running.Add(Task.Run(() => _runner.RunAsync(message), CancellationToken.None));
        }
    }

    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken stoppingToken)
    {
        try
        {
            return (await _queue.ReceiveMessagesAsync(_settings.BatchSize, QueueMessageRunner.Invisibility, stoppingToken)).Value;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            // The queue comes into being with its first message or with the deployment; until then it is empty.
            return [];
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            LogUnreachable(exception, _function.Name, _queue.Name);
            return [];
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Function}: queue {Queue} cannot be read; it is tried again")]
    private partial void LogUnreachable(Exception exception, string function, string queue);
}

/// <summary>How long to wait before looking at an empty queue again: twice as long each time, from 100 ms to a bound.</summary>
internal sealed class IdleBackoff(TimeSpan longest)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private TimeSpan _next = Shortest;

    public TimeSpan Next()
    {
        var wait = _next < longest ? _next : longest;
        _next = wait * 2;
        return wait;
    }

    public void Reset() => _next = Shortest;
}
