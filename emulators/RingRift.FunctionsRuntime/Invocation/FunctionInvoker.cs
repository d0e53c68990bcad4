using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RingRift.FunctionsRuntime.Declarations;

namespace RingRift.FunctionsRuntime.Invocation;

/// <summary>Runs one function: a scope, an instance, its parameters, its result.</summary>
internal sealed partial class FunctionInvoker(
    IServiceScopeFactory scopes,
    DrainSignal drain,
    TimeProvider time,
    ILogger<FunctionInvoker> logger)
{
    /// <summary>Whether the host's patience with running functions is over.</summary>
    public bool IsDraining => drain.Token.IsCancellationRequested;

    /// <summary>Runs a function to its end. Its exceptions are logged and thrown on.</summary>
    /// <param name="function">The function.</param>
    /// <param name="trigger">Value of its trigger parameter.</param>
    /// <param name="values">Values for its other parameters by name: route values.</param>
    /// <param name="cancellationToken">Cancelled when whoever asked no longer waits.</param>
    public async Task<object?> InvokeAsync(
        FunctionDescriptor function,
        object trigger,
        IReadOnlyDictionary<string, object?> values,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, drain.Token);
        await using var scope = scopes.CreateAsyncScope();
        var context = new InvocationContext(function, scope.ServiceProvider, stop.Token);
        var started = time.GetTimestamp();
        LogExecuting(function.Name, context.InvocationId);
        try
        {
            var result = await RunAsync(function, context, trigger, values);
            LogExecuted(function.Name, context.InvocationId, time.GetElapsedTime(started).TotalMilliseconds);
            return result;
        }
        catch (Exception exception)
        {
            LogFailed(exception, function.Name, context.InvocationId, time.GetElapsedTime(started).TotalMilliseconds);
            throw;
        }
    }

    private static async Task<object?> RunAsync(
        FunctionDescriptor function,
        InvocationContext context,
        object trigger,
        IReadOnlyDictionary<string, object?> values)
    {
        var instance = function.Method.IsStatic
            ? null
            : ActivatorUtilities.CreateInstance(context.InstanceServices, function.Method.DeclaringType!);
        try
        {
            object?[] arguments = [.. function.Method.GetParameters().Select(parameter =>
                function.IsTrigger(parameter) ? trigger : Argument(parameter, context, values))];
            return await ResultAsync(
                function.Method.ReturnType,
                function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null));
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private static object? Argument(ParameterInfo parameter, InvocationContext context, IReadOnlyDictionary<string, object?> values)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return context.CancellationToken;
        }

        return parameter.ParameterType == typeof(FunctionContext)
            ? context
            : values.GetValueOrDefault(parameter.Name!)?.ToString() ?? (parameter.HasDefaultValue ? parameter.DefaultValue : null);
    }

    private static async Task<object?> ResultAsync(Type declared, object? returned)
    {
        switch (returned)
        {
            case Task task:
                await task;
                return declared.IsGenericType ? declared.GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
            default:
                return returned;
        }
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        switch (instance)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Executing {Function} ({InvocationId})")]
    private partial void LogExecuting(string function, string invocationId);

    [LoggerMessage(2, LogLevel.Information, "Executed {Function} ({InvocationId}) in {Milliseconds:0} ms")]
    private partial void LogExecuted(string function, string invocationId, double milliseconds);

    [LoggerMessage(3, LogLevel.Error, "Failed {Function} ({InvocationId}) after {Milliseconds:0} ms")]
    private partial void LogFailed(Exception exception, string function, string invocationId, double milliseconds);
}

internal sealed class InvocationContext(FunctionDefinition function, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => FunctionDefinition.Id;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition { get; } = function;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken { get; } = cancellationToken;
}
