using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Invocation;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.FunctionsRuntime.Timers;

/// <summary>Runs one timer function. Runs never overlap: the next occurrence is looked for when a run has ended.</summary>
internal sealed class TimerListener : BackgroundService
{
    // Somebody may set the clock during a wait, and the wait itself would not notice.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(15);
    private static readonly Dictionary<string, object?> NoValues = [];
    private readonly FunctionDescriptor _function;
    private readonly FunctionInvoker _invoker;
    private readonly TimeProvider _time;
    private readonly TimerSchedule _schedule;
    private readonly bool _runOnStartup;

    public TimerListener(FunctionDescriptor function, IConfiguration configuration, FunctionInvoker invoker, TimeProvider time)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        _function = function;
        _invoker = invoker;
        _time = time;
        _schedule = TimerSchedule.Parse(SettingNames.Resolve(trigger.Schedule, configuration, function.Name), function.Name);
        _runOnStartup = trigger.RunOnStartup;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (_runOnStartup)
            {
                await RunAsync(_time.GetUtcNow());
            }

            while (!stoppingToken.IsCancellationRequested)
            {
                await RunAsync(await WaitForNextAsync(stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping between two occurrences.
        }
    }

    /// <summary>Waits for the next occurrence. When the clock is set back, the next one is an earlier one.</summary>
    private async Task<DateTimeOffset> WaitForNextAsync(CancellationToken stoppingToken)
    {
        var now = _time.GetUtcNow();
        var due = _schedule.Next(now);
        while (due > now)
        {
            var before = now;
            await Task.Delay(due - now < LongestDelay ? due - now : LongestDelay, _time, stoppingToken);
            now = _time.GetUtcNow();
            due = now < before ? _schedule.Next(now) : due;
        }

        return due;
    }

    private async Task RunAsync(DateTimeOffset due)
    {
        var now = _time.GetUtcNow();
        var status = new ScheduleStatus
        {
            Last = due.UtcDateTime,
            Next = _schedule.Next(now).UtcDateTime,
            LastUpdated = now.UtcDateTime,
        };
        try
        {
            await _invoker.InvokeAsync(_function, new TimerInfo { ScheduleStatus = status }, NoValues, CancellationToken.None);
        }
        catch (Exception)
        {
            // The invoker has logged it; as on the platform, a failed run waits for the next occurrence.
        }
    }
}
