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
    // Task.Delay takes no more than about 49 days; a schedule may be yearly.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);
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
                var due = _schedule.Next(_time.GetUtcNow());
                await WaitUntilAsync(due, stoppingToken);
                await RunAsync(due);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping between two occurrences.
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stoppingToken)
    {
        for (var left = due - _time.GetUtcNow(); left > TimeSpan.Zero; left = due - _time.GetUtcNow())
        {
            await Task.Delay(left < LongestDelay ? left : LongestDelay, _time, stoppingToken);
        }
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
