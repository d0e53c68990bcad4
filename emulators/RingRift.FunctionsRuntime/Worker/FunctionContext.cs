namespace Microsoft.Azure.Functions.Worker;

/// <summary>One execution of a function. The members of the official type that work without a gRPC channel to a host.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique id of this execution.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Id of the function, stable across executions.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The services of this execution's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Data shared within this execution.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Signals that this execution is to end.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
