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

/// <summary>A function as declared.</summary>
public abstract class FunctionDefinition
{
    /// <summary>Path of the assembly that holds it.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Full name of its method.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Id, stable across executions.</summary>
    public abstract string Id { get; }

    /// <summary>Name, unique in the application.</summary>
    public abstract string Name { get; }
}
