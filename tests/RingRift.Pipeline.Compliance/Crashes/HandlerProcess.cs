using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Log;
using RingRift.Eventing.Telemetry;
using RingRift.InMemory;

namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>One life of a process with all handlers, on storage that outlives it.</summary>
public sealed class HandlerProcess : IDisposable
{
    private readonly CrashScript _script;
    private readonly ServiceProvider _services;

    public HandlerProcess(CrashStorage storage, TimeProvider time, CrashScript? script = null)
    {
        ArgumentNullException.ThrowIfNull(storage);
        _script = script ?? new CrashScript();
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(time);
        services.AddSingleton<IAggregateStore>(new CrashingAggregateStore(storage.Aggregates, _script));
        services.AddSingleton<IEventLog>(new CrashingEventLog(storage.Log, _script));
        services.AddSingleton<IDeadLetterStore>(new CrashingDeadLetterStore(storage.DeadLetters, _script));
        services.AddSingleton<IEventPublisher>(provider => new LoggedEventPublisher(
            new CrashingTransport(storage.Transport, _script), provider.GetRequiredService<IEventLog>(),
            provider.GetRequiredService<MessagingMetrics>(), time));
        services.AddInMemoryPipeline();

        // A dead process does not try again, the clock stands still, and no further iteration begins.
        services.AddPipeline(new ConfigurationBuilder().AddInMemoryCollection([new("EventLog:WriteAttempts", "1"), new("Pipeline:MaxIterations", "1")]).Build());
        _services = services.BuildServiceProvider();
    }

    /// <summary>Delivers an event and writes what is to be said of the delivery; false when the process died of it.</summary>
    public async Task<bool> DeliverAsync(string handler, EventEnvelope envelope)
    {
        try
        {
            await _services.GetRequiredService<EventDispatcher>().HandleAsync(handler, envelope, CancellationToken.None);
            await _services.GetRequiredService<DeliveryLogWriter>().FlushAsync(CancellationToken.None);
            return !_script.IsDead;
        }
        catch (ProcessDiedException)
        {
            return false;
        }
    }

    /// <summary>Publishes what a crash left; false when the process died of it.</summary>
    public async Task<bool> SweepAsync()
    {
        try
        {
            await _services.GetRequiredService<OutboxSweeper>().SweepAsync(CancellationToken.None);
            return true;
        }
        catch (ProcessDiedException)
        {
            return false;
        }
    }

    public void Dispose() => _services.Dispose();
}
